// `npm start`: everything a laptop needs, then `wrangler dev`. Flags are handed on: `npm start -- --port 9000`.
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { parseArgs, parseEnv } from "node:util";
import { ConfigError, parseConfig } from "../workers/config.ts";
import { migratePostgres } from "./migrate-postgres.mjs";

const VARS_FILE = ".dev.vars";
const MINUTE_MS = 60_000;
const args = process.argv.slice(2);
const { values } = parseArgs({
  args,
  strict: false,
  options: { port: { type: "string", default: "8787" }, "persist-to": { type: "string" } },
});
const port = Number(values.port);
const database = process.env.DATABASE ?? "d1";
const quiet = { ...process.env, WRANGLER_SEND_METRICS: "false" };

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

function writeSecret() {
  if (existsSync(VARS_FILE)) return;
  const secret = randomBytes(48).toString("base64url");
  writeFileSync(
    VARS_FILE,
    `# Made by npm start. All keys derive from it; .dev.vars.example says what else may stand here.\nGENKAN_SECRET="${secret}"\n`,
  );
  console.log(`Wrote ${VARS_FILE} with a secret of its own.`);
}

function checkSettings() {
  try {
    parseConfig({ DATABASE: database, ...parseEnv(readFileSync(VARS_FILE, "utf8")) });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    stop(
      `Settings in ${VARS_FILE} are wrong:\n${error.problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
  }
}

async function checkPort() {
  const server = createServer();
  await new Promise((resolve) => {
    server.once("error", () =>
      stop(`Port ${port} is taken. Stop what uses it, or: npm start -- --port ${port + 1}`),
    );
    server.listen(port, "127.0.0.1", () => server.close(resolve));
  });
}

async function migrate() {
  if (database === "postgres") {
    const url = await migratePostgres().catch((error) =>
      stop(
        `Postgres can't be used: ${error.message}\nSet CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE to postgres://user:password@host:5432/name.`,
      ),
    );
    quiet.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = url;
    return;
  }
  const state = values["persist-to"] === undefined ? [] : ["--persist-to", values["persist-to"]];
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["d1", "migrations", "apply", "DB", "--local", ...state],
    {
      env: { ...quiet, CI: "true" },
      encoding: "utf8",
    },
  );
  if (status !== 0) stop(`The local database can't be migrated:\n${stdout}${stderr}`);
}

/** Mailed links lead to the port that is served, unless somebody says where else. */
function vars() {
  const set = [`DATABASE:${database}`];
  const isSaid =
    args.some((arg) => arg.startsWith("APP_URL:")) || /^APP_URL=/m.test(readFileSync(VARS_FILE, "utf8"));
  if (!isSaid) set.push(`APP_URL:http://localhost:${port}`);
  return set.flatMap((each) => ["--var", each]);
}

/** In production the platform calls it every minute; a laptop has no cron. */
function runCron() {
  setInterval(() => {
    fetch(`http://localhost:${port}/cdn-cgi/local/scheduled`).catch(() => undefined);
  }, MINUTE_MS).unref();
}

writeSecret();
checkSettings();
await checkPort();
await migrate();
const dev = spawn("wrangler", ["dev", ...vars(), ...args], {
  stdio: "inherit",
  env: quiet,
});
runCron();
console.log(`
  Genkan starts, on ${database === "postgres" ? "Postgres" : "D1, inside of it"}. When it is ready:

    the product          http://localhost:${port}
    the mailbox          http://localhost:${port}/__dev        every mail it sends, with links and codes
    the API reference    http://localhost:${port}/docs
`);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => dev.kill(signal));
dev.on("exit", (code) => process.exit(code ?? 0));
