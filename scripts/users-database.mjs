// Which database `users:import` and `users:export` work on, from their flags.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { connectionString } from "./migrate-postgres.mjs";
import { d1Api } from "./users/d1-api.ts";
import { openLocalD1 } from "./users/local-d1.ts";
import { createPostgresTarget } from "./users/postgres-target.ts";
import { createSqliteTarget } from "./users/sqlite-target.ts";

const CONFIG = fileURLToPath(new URL("../wrangler.toml", import.meta.url));
const API = "https://api.cloudflare.com/client/v4";

export const DATABASE_OPTIONS = {
  database: { type: "string", default: process.env.DATABASE ?? "d1" },
  remote: { type: "boolean", default: false },
  "persist-to": { type: "string", default: ".wrangler/state" },
};

export const DATABASE_HELP = `  --database d1|postgres   D1 unless DATABASE says otherwise; Postgres is found as by db:migrate:postgres
  --remote                 the deployed D1 instead of the local one
  --persist-to <folder>    where the local D1 is, as for wrangler dev`;

/** `name` says which database it is, without its password. */
export async function openDatabase({ database, remote, "persist-to": persistTo }) {
  if (database === "postgres") {
    if (remote) throw new Error("--remote is for D1: where Postgres is, its connection string says");
    return openPostgres();
  }
  if (database !== "d1") throw new Error("--database must be d1 or postgres");
  if (remote) return openRemoteD1();
  return { name: `local D1 in ${resolve(persistTo)}`, target: openLocalD1(persistTo, databaseId()) };
}

async function openPostgres() {
  const url = connectionString();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  const { host, pathname } = new URL(url);
  return {
    name: `Postgres ${host}${pathname}`,
    target: createPostgresTarget(
      async (sql, parameters) => (await client.query(sql, parameters)).rows,
      () => client.end(),
    ),
  };
}

function openRemoteD1() {
  if (/^[0-]+$/.test(databaseId()))
    throw new Error("wrangler.toml doesn't have the deployed database's id yet");
  const account = process.env.CLOUDFLARE_ACCOUNT_ID ?? setting("account_id") ?? onlyAccount();
  const api = {
    baseUrl: process.env.CLOUDFLARE_API_BASE_URL ?? API,
    accountId: account,
    databaseId: databaseId(),
    token: token(),
  };
  return {
    name: `D1 ${databaseId()}`,
    target: createSqliteTarget(d1Api(api), async () => undefined),
  };
}

function databaseId() {
  return setting("database_id");
}

function setting(name) {
  return new RegExp(`^${name} = "([^"]+)"`, "m").exec(readFileSync(CONFIG, "utf8"))?.[1];
}

/** As wrangler is signed in, by `wrangler login` or by CLOUDFLARE_API_TOKEN. */
function token() {
  const { token: found } = wrangler("auth", "token", "--json") ?? {};
  if (!found) throw new Error("Not signed in at Cloudflare: npx wrangler login, or set CLOUDFLARE_API_TOKEN");
  return found;
}

function onlyAccount() {
  const { accounts = [] } = wrangler("whoami", "--json") ?? {};
  if (accounts.length !== 1) throw new Error("Which account? Set CLOUDFLARE_ACCOUNT_ID");
  return accounts[0].id;
}

function wrangler(...args) {
  const { stdout } = spawnSync("wrangler", args, {
    encoding: "utf8",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}
