// Holds thousands of sockets on one local workerd and measures what they cost, how fast they hear of things, and that
// none is lost, while people go on signing in. `SOCKETS=9000 npm run bench:sockets`; Linux, for it reads /proc.
// The sockets go to workerd's own port: `wrangler dev`'s proxy in front of it would hold each of them twice more.
import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import { startResendStandIn } from "../workers/testing/resend-stand-in.ts";
import { startRoad } from "./road.mjs";
import { memoryOf, startService } from "./service.mjs";

const SOCKETS = Number(process.env.SOCKETS ?? 9_200);
const PER_USER = 20;
const AT_ONCE = 40;
/** Whether the sockets' far ends offer compression, as browsers do. */
const COMPRESSED = process.env.COMPRESSED === "true";
const PINGS = 2_000;
const REVOCATIONS = Number(process.env.REVOCATIONS ?? 40);
const REVOKED_MAX_MS = 2_000;
const SILENCE_MS = 60_000;
const LOOPBACK = "127.0.0.1";
const PASSWORD = "seven quiet stepping stones";

const resend = await startResendStandIn();
const resendUrl = new URL(resend.url);
const mail = await startRoad(resendUrl.hostname, Number(resendUrl.port));
const service = await startService({
  LIMIT_SCALE: "1000",
  ACCESS_TOKEN_TTL: "1h",
  RESEND_API_KEY: "re_sockets",
  RESEND_BASE_URL: `http://${LOOPBACK}:${mail.port}`,
});
const worker = ownPort();
const origin = `http://${LOOPBACK}:${worker.port}`;
/** Every socket that is held, with whose it is and what it has heard. */
const held = [];
let lost = 0;

try {
  const users = await inTurns(Math.ceil(SOCKETS / PER_USER), 8, signIn);
  say("accounts", `${users.length}, each with one session and ${PER_USER} sockets`);
  await openAll(users);
  const logins = keepSigningIn(users[0].email);
  await pings();
  await healthChange("degraded", mail.refuse);
  await healthChange("ok", mail.open);
  await revocations(users);
  const { count, slowest } = await logins.stop();
  say("sign-ins meanwhile", `${count}, the slowest ${slowest} ms, none refused`);
  say("sockets lost", String(lost));
  if (lost > 0) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const { socket } of held) socket.terminate();
  await service.stop();
  await Promise.all([mail.close(), resend.close()]);
}

/** The port and process of the workerd that runs the Worker: the one below `wrangler dev` that answers beside the port that was asked for. */
function ownPort() {
  const lines = execFileSync("ss", ["-ltnpH"], { encoding: "utf8" }).split("\n");
  const children = descendantsOf(service.pid);
  const ports = lines.flatMap((line) => {
    const found = /127\.0\.0\.1:(\d+) .*"workerd",pid=(\d+)/.exec(line);
    return found ? [{ port: Number(found[1]), pid: Number(found[2]) }] : [];
  });
  for (const { port, pid } of ports) {
    if (port === service.port || !children.has(pid)) continue;
    try {
      const answer = execFileSync("curl", ["-s", "-m", "3", `http://${LOOPBACK}:${port}/healthz`], {
        encoding: "utf8",
      });
      if (answer.includes('"ok"')) return { port, pid };
    } catch {
      // A port of workerd's own that speaks something else.
    }
  }
  throw new Error("workerd's own port can't be found");
}

function descendantsOf(root) {
  const parents = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = new Set([root]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return found;
}

async function post(path, body, headers = {}) {
  return fetch(origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

async function expectOk(response) {
  if (!response.ok) throw new Error(`${response.url} says ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

/** A new account by a mailed code. The first one gets a password, to sign in with over and over. */
async function signIn(index) {
  const email = `socket-${index}@example.com`;
  const { challengeId } = await expectOk(await post("/api/auth/otp/send", { channel: "email", to: email }));
  const code = await mailedCode(email);
  const { tokens } = await expectOk(
    await post("/api/auth/otp/verify", { challengeId, code, delivery: "token" }),
  );
  if (index === 0) {
    const { tokens: newer } = await expectOk(
      await post(
        "/api/me/password",
        { newPassword: PASSWORD, delivery: "token" },
        { authorization: `Bearer ${tokens.accessToken}` },
      ),
    );
    return { email, access: newer.accessToken };
  }
  return { email, access: tokens.accessToken };
}

async function mailedCode(email) {
  for (let i = 0; i < 100; i++) {
    const found = resend.deliveries.findLast(
      ({ body }) => [body.to].flat()[0] === email && /\b\d{6}\b/.test(body.text),
    );
    if (found) return /\b\d{6}\b/.exec(found.body.text)[0];
    await wait(50);
  }
  throw new Error(`no code for ${email}`);
}

/** Runs `act` for 0…count−1, so many at a time. */
async function inTurns(count, atOnce, act) {
  const results = new Array(count);
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const index = next++;
        results[index] = await act(index);
      }
    }),
  );
  return results;
}

async function openAll(users) {
  const before = memoryOf(worker.pid);
  const start = performance.now();
  await inTurns(SOCKETS, AT_ONCE, (index) => open(users[Math.floor(index / PER_USER)]));
  const seconds = (performance.now() - start) / 1_000;
  await wait(2_000);
  const perSocket = (memoryOf(worker.pid) - before) / SOCKETS / 1_024;
  say("sockets held", `${held.length}, opened at ${Math.round(SOCKETS / seconds)} a second`);
  say(
    "memory",
    `${(memoryOf(worker.pid) / 2 ** 20).toFixed(0)} MiB resident, ${perSocket.toFixed(1)} KiB a socket`,
  );
}

function open(user) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/ws`, {
      headers: { authorization: `Bearer ${user.access}` },
      perMessageDeflate: COMPRESSED,
    });
    const entry = { socket, user, isOver: false, onFrame: null };
    socket.on("message", (data) => {
      const text = data.toString();
      if (text !== "pong" && JSON.parse(text).type === "connected") {
        held.push(entry);
        resolve();
      } else entry.onFrame?.(text);
    });
    socket.on("error", reject);
    socket.on("close", (code) => {
      if (entry.isOver) entry.onClosed?.(code);
      else lost += 1;
    });
  });
}

async function pings() {
  const times = await inTurns(PINGS, 10, async () => {
    const entry = held[Math.floor(Math.random() * held.length)];
    if (entry.onFrame) return 0;
    const start = performance.now();
    return new Promise((resolve) => {
      entry.onFrame = () => {
        entry.onFrame = null;
        resolve(performance.now() - start);
      };
      entry.socket.send("ping");
    });
  });
  say("ping", shares(times.filter((ms) => ms > 0)));
}

/** From the failure until the first, and from the first until the last socket hears of it. */
async function healthChange(status, act) {
  let heard = 0;
  let first = 0;
  const start = performance.now();
  const all = new Promise((resolve) => {
    for (const entry of held) {
      entry.onFrame = (data) => {
        if (data === "pong") return;
        const { type, payload } = JSON.parse(data);
        if (type !== "health" || payload.status !== status) return;
        entry.onFrame = null;
        heard += 1;
        if (heard === 1) first = performance.now();
        if (heard === held.length) resolve(performance.now());
      };
    }
  });
  await act();
  const last = await Promise.race([all, wait(SILENCE_MS, null)]);
  if (last === null) throw new Error(`only ${heard} of ${held.length} heard that health is ${status}`);
  say(
    `health "${status}"`,
    `the first socket after ${Math.round(first - start)} ms, all ${heard} within ${Math.round(last - first)} ms of it`,
  );
}

/**
 * Signs users out everywhere, one after another: from the request until the last of their sockets has heard
 * `session_revoked`, with which the Close goes out, and until the last connection is gone, which is up to workerd.
 */
async function revocations(users) {
  const told = [];
  const gone = [];
  for (const user of users.slice(-REVOCATIONS)) {
    const start = performance.now();
    const sockets = held.filter((entry) => entry.user === user).map((entry) => revoked(entry, start));
    await expectOk(await post("/api/auth/logout-all", {}, { authorization: `Bearer ${user.access}` }));
    told.push(Math.max(...(await inTime(sockets.map(({ heard }) => heard)))));
    gone.push(Math.max(...(await inTime(sockets.map(({ closed }) => closed)))));
  }
  say("revocation to Close", `${shares(told)} (${REVOCATIONS} times ${PER_USER} sockets)`);
  say("to the connection's end", shares(gone));
  if (Math.max(...told) > REVOKED_MAX_MS) process.exitCode = 1;
}

function revoked(entry, start) {
  entry.isOver = true;
  const heard = new Promise((resolve) => {
    entry.onFrame = (data) => data.includes('"session_revoked"') && resolve(performance.now() - start);
  });
  const closed = new Promise((resolve, reject) => {
    entry.onClosed = (code) =>
      code === 4403 ? resolve(performance.now() - start) : reject(new Error(`closed with ${code}`));
  });
  return { heard, closed };
}

async function inTime(promises) {
  const all = await Promise.race([Promise.all(promises), wait(SILENCE_MS, null)]);
  if (all === null) throw new Error("some sockets hear nothing of a revocation");
  return all;
}

function keepSigningIn(identifier) {
  let running = true;
  let count = 0;
  let slowest = 0;
  const done = (async () => {
    while (running) {
      const start = performance.now();
      const login = { identifier, password: PASSWORD, delivery: "token" };
      const { tokens } = await expectOk(await post("/api/auth/login", login));
      // Its own session ends again, or the eleventh would end those that hold sockets.
      await expectOk(await post("/api/auth/logout", {}, { authorization: `Bearer ${tokens.accessToken}` }));
      slowest = Math.max(slowest, Math.round(performance.now() - start));
      count += 1;
    }
  })();
  // An error is told when it is stopped.
  done.catch(() => undefined);
  return {
    async stop() {
      running = false;
      await done;
      return { count, slowest };
    },
  };
}

function shares(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  return `half within ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, all within ${at(1)} ms`;
}

function say(what, figure) {
  console.log(`${what.padEnd(22)} ${figure}`);
}
