// Takes Postgres and the mail provider away from a running service, and fails unless /readyz and /api/status say so, and
// say that they are back, within five seconds; silence takes three more to be told from slowness. Needs a Postgres server at
// TEST_POSTGRES_URL or 127.0.0.1:5432, which goes on running: what is cut is the road to it.

import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migratePostgres } from "../scripts/migrate-postgres.mjs";
import { startResendStandIn } from "../workers/testing/resend-stand-in.ts";
import { startRoad } from "./road.mjs";
import { startService } from "./service.mjs";

const SEEN_MAX_MS = 5_000;
const SILENCE_SEEN_MAX_MS = 8_000;
const ASK_EVERY_MS = 500;
const LOOPBACK = "127.0.0.1";

const server = new URL(
  process.env.TEST_POSTGRES_URL ?? "postgres://postgres:postgres@127.0.0.1:5432/postgres",
);
const name = `genkan_outage_${process.pid}`;
const database = await startRoad(server.hostname, Number(server.port || 5432));
const resend = await startResendStandIn();
const resendUrl = new URL(resend.url);
const mail = await startRoad(resendUrl.hostname, Number(resendUrl.port));

const url = new URL(server);
url.host = `${LOOPBACK}:${database.port}`;
url.pathname = `/${name}`;
process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = url.href;
await migratePostgres();

const service = await startService({
  DATABASE: "postgres",
  RESEND_API_KEY: "re_outage",
  RESEND_BASE_URL: `http://${LOOPBACK}:${mail.port}`,
});
const { origin } = service;

try {
  const { code, body } = await ask("/readyz");
  if (code !== 200) throw new Error(`at the start /readyz says ${code} ${JSON.stringify(body)}`);
  const down = { status: "down", code: 503, whole: "down" };
  const less = { status: "down", code: 200, whole: "degraded" };
  await outage("database", "refuses", database.refuse, database.open, { ...down, withinMs: SEEN_MAX_MS });
  await outage("database", "is silent", database.silence, database.open, {
    ...down,
    withinMs: SILENCE_SEEN_MAX_MS,
  });
  await outage("mail", "refuses", mail.refuse, mail.open, { ...less, withinMs: SEEN_MAX_MS });
  await suspicion();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await service.stop();
  await Promise.all([database.close(), mail.close(), resend.close()]);
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
}

async function outage(component, how, takeAway, bring, expected) {
  const well = { status: "ok", code: 200, whole: "ok", withinMs: SEEN_MAX_MS };
  for (const path of ["/readyz", "/api/status"]) {
    const gone = await changed(path, component, takeAway, expected);
    const back = await changed(path, component, bring, well);
    console.log(
      `${component} ${how}: ${path} says so after ${gone} ms, and that it is back after ${back} ms`,
    );
  }
}

/** Milliseconds from a change until it shows, to somebody who asks twice a second; throws when that is too late. */
async function changed(path, component, change, { status, code, whole, withinMs }) {
  await change();
  const start = performance.now();
  for (;;) {
    const answer = await ask(path);
    const ms = Math.round(performance.now() - start);
    if (ms > withinMs)
      throw new Error(`${path} says ${answer.code} ${JSON.stringify(answer.body)} after ${ms} ms`);
    const isSeen = answer.body.components[component].status === status && answer.body.status === whole;
    if (isSeen && answer.code === code) return ms;
    await wait(ASK_EVERY_MS);
  }
}

/** Nobody asks for health, but somebody signs in. */
async function suspicion() {
  await database.refuse();
  const cutAt = Date.now();
  const response = await fetch(`${origin}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identifier: "somebody@example.com", password: "a wrong password" }),
  });
  if (response.status !== 503)
    throw new Error(`a sign-in without a database was answered ${response.status}`);
  await wait(2_500);
  await database.open();
  const { body } = await ask("/api/status");
  const change = body.changes.find(({ component, status }) => component === "database" && status === "down");
  const ms = change ? Date.parse(change.at) - cutAt : Number.NaN;
  if (!(ms > 0 && ms < 2_500)) throw new Error("a request's failure wasn't looked at");
  console.log(`a sign-in met the outage, and the monitor knew after ${ms} ms`);
}

async function ask(path) {
  const response = await fetch(origin + path);
  return { code: response.status, body: await response.json() };
}
