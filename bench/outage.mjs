// Takes Postgres and the mail provider away from a running service, and fails unless /readyz and /api/status say so, and
// say that they are back, within five seconds; silence takes three more to be told from slowness. Needs a Postgres server at
// TEST_POSTGRES_URL or 127.0.0.1:5432, which goes on running: what is cut is the road to it.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migratePostgres } from "../scripts/migrate-postgres.mjs";
import { startResendStandIn } from "../workers/testing/resend-stand-in.ts";

const SEEN_MAX_MS = 5_000;
const SILENCE_SEEN_MAX_MS = 8_000;
const START_MAX_MS = 120_000;
const ASK_EVERY_MS = 500;
const LOOPBACK = "127.0.0.1";

const server = new URL(
  process.env.TEST_POSTGRES_URL ?? "postgres://postgres:postgres@127.0.0.1:5432/postgres",
);
const name = `genkan_outage_${process.pid}`;
const database = await startProxy(server.hostname, Number(server.port || 5432));
const resend = await startResendStandIn();
const resendUrl = new URL(resend.url);
const mail = await startProxy(resendUrl.hostname, Number(resendUrl.port));

const url = new URL(server);
url.host = `${LOOPBACK}:${database.port}`;
url.pathname = `/${name}`;
process.env.CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE = url.href;
await migratePostgres();

const state = mkdtempSync(join(tmpdir(), "genkan-outage-"));
const port = await freePort();
const origin = `http://localhost:${port}`;
const vars = {
  APP_URL: origin,
  DATABASE: "postgres",
  GENKAN_SECRET: "a secret for the outage, thirty-two bytes or more",
  RESEND_API_KEY: "re_outage",
  RESEND_BASE_URL: `http://${LOOPBACK}:${mail.port}`,
};
const flags = Object.entries(vars).flatMap(([key, value]) => ["--var", `${key}:${value}`]);
const service = spawn(
  "wrangler",
  ["dev", "--port", String(port), "--inspector-port", "0", "--persist-to", state, ...flags],
  { stdio: "ignore", env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" } },
);

try {
  await started();
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
  service.kill();
  await new Promise((resolve) => service.once("exit", resolve));
  await Promise.all([database.close(), mail.close(), resend.close()]);
  rmSync(state, { recursive: true, force: true });
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

async function started() {
  for (const end = Date.now() + START_MAX_MS; ; await wait(200)) {
    const response = await fetch(`${origin}/healthz`).catch(() => null);
    if (response?.ok) return;
    if (Date.now() > end || service.exitCode !== null) throw new Error("wrangler dev did not start");
  }
}

/** A road to a TCP server, which may be closed, or swallow what is sent, and be opened again. */
async function startProxy(host, targetPort) {
  const sockets = new Set();
  let isSilent = false;
  const proxy = createServer((client) => {
    track(client);
    if (isSilent) return;
    const target = connect(targetPort, host);
    track(target);
    client.pipe(target).pipe(client);
  });

  function track(socket) {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  }

  const listen = (onPort) =>
    new Promise((resolve, reject) => {
      proxy.once("error", reject);
      proxy.listen(onPort, LOOPBACK, () => resolve(proxy.address().port));
    });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const port = await listen(0);
  const close = async () => {
    const closed = new Promise((resolve) => proxy.close(resolve));
    cut();
    await closed;
  };

  return {
    port,
    close,
    refuse: close,
    async silence() {
      isSilent = true;
      // What is under way hears nothing any more either.
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    async open() {
      isSilent = false;
      cut();
      if (!proxy.listening) await listen(port);
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, LOOPBACK, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
