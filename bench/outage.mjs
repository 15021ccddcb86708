// Takes Postgres, Redis and the mail provider away from a running service, and fails unless /readyz, /api/status and an open
// socket say so, and say that they are back, within five seconds; silence takes three more. Needs a
// Postgres server at TEST_POSTGRES_URL or 127.0.0.1:5432, which goes on running: what is cut is the road to it. Redis is one
// of its own (`redis-server` on the PATH), which really stops; Upstash's REST protocol in front of it is a stand-in's.

import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migratePostgres } from "../scripts/migrate-postgres.mjs";
import { startResendStandIn } from "../workers/testing/resend-stand-in.ts";
import { startRedis } from "../workers/testing/upstash-redis.ts";
import { startUpstashStandIn, UPSTASH_TOKEN } from "../workers/testing/upstash-stand-in.ts";
import { startRoad } from "./road.mjs";
import { startService } from "./service.mjs";

const SEEN_MAX_MS = 5_000;
const SILENCE_SEEN_MAX_MS = 8_000;
const ASK_EVERY_MS = 250;
const LOOPBACK = "127.0.0.1";

const server = new URL(
  process.env.TEST_POSTGRES_URL ?? "postgres://postgres:postgres@127.0.0.1:5432/postgres",
);
const name = `genkan_outage_${process.pid}`;
const database = await startRoad(server.hostname, Number(server.port || 5432));
const resend = await startResendStandIn();
const resendUrl = new URL(resend.url);
const mail = await startRoad(resendUrl.hostname, Number(resendUrl.port));
const redis = await startRedis();
if (redis === null) throw new Error("there is no redis-server on the PATH");
const upstash = await startUpstashStandIn(redis);

const url = new URL(server);
url.host = `${LOOPBACK}:${database.port}`;
url.pathname = `/${name}`;
process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = url.href;
await migratePostgres();

const service = await startService({
  DATABASE: "postgres",
  RESEND_API_KEY: "re_outage",
  RESEND_BASE_URL: `http://${LOOPBACK}:${mail.port}`,
  UPSTASH_REDIS_REST_URL: upstash.url,
  UPSTASH_REDIS_REST_TOKEN: UPSTASH_TOKEN,
});
const { origin } = service;
const socket = await openSocket();

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
  await outage("redis", "stops", redis.stop, redis.start, { ...less, withinMs: SEEN_MAX_MS });
  await suspicion();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  socket.close();
  await service.stop();
  await upstash.close();
  await Promise.all([database.close(), mail.close(), resend.close(), redis.close()]);
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
}

async function outage(component, how, takeAway, bring, expected) {
  const well = { status: "ok", code: 200, whole: "ok", withinMs: SEEN_MAX_MS };
  const { code: _, ...heard } = expected;
  const witnesses = [
    ["/readyz", () => ask("/readyz"), expected, well],
    ["/api/status", () => ask("/api/status"), expected, well],
    ["an open socket", socket.heard, heard, { ...well, code: undefined }],
  ];
  for (const [path, look, whenGone, whenBack] of witnesses) {
    const gone = await changed(path, look, component, takeAway, whenGone);
    const back = await changed(path, look, component, bring, whenBack);
    console.log(
      `${component} ${how}: ${path} says so after ${gone} ms, and that it is back after ${back} ms`,
    );
  }
}

/** Milliseconds from a change until it shows, to somebody who asks four times a second; throws when that is too late. */
async function changed(path, look, component, change, { status, code, whole, withinMs }) {
  await change();
  const start = performance.now();
  for (;;) {
    const answer = await look();
    const ms = Math.round(performance.now() - start);
    const isSeen = answer.body.components[component].status === status && answer.body.status === whole;
    if (ms > withinMs)
      throw new Error(`${path} says ${answer.code} ${JSON.stringify(answer.body)} after ${ms} ms`);
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

/** What somebody hears who has a page open. */
async function openSocket() {
  const opened = new WebSocket(`${origin.replace("http", "ws")}/ws/health`);
  let health = null;
  await new Promise((resolve, reject) => {
    opened.onerror = () => reject(new Error("no socket for health"));
    opened.onmessage = ({ data }) => {
      const { type, payload } = JSON.parse(data);
      health = type === "connected" ? payload.health : payload;
      resolve();
    };
  });
  return { heard: async () => ({ body: health }), close: () => opened.close() };
}

async function ask(path) {
  const response = await fetch(origin + path);
  return { code: response.status, body: await response.json() };
}
