// Whether time tells a known address from an unknown one: interleaved pairs of refused sign-ins, sign-ups and resends
// against a running service, compared by a rank test. Exits 1 when the two can be told apart.
//   LIMIT_SCALE lifts the limits: npm start -- --var LIMIT_SCALE:100000
//   GENKAN_URL=http://localhost:8787 node bench/login-timing.mjs
import { randomUUID } from "node:crypto";

const BASE = process.env.GENKAN_URL ?? "http://localhost:8787";
const PAIRS = 150;
const WARM_UP = 10;
const PAUSE_MS = 60;
const PASSWORD = "seven quiet stepping stones";
/** Two-sided p < 0.01 in a normal approximation. */
const CRITICAL_Z = 2.576;

if (!["localhost", "127.0.0.1"].includes(new URL(BASE).hostname))
  throw new Error("only a service on this machine");

async function post(path, body) {
  const start = performance.now();
  const response = await fetch(`${BASE}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - start };
}

const newAddress = () => `${randomUUID().slice(0, 13)}@example.com`;

async function newMember() {
  const email = newAddress();
  await post("signup", { email, password: PASSWORD });
  const mailbox = await fetch(`${BASE}/__dev/mail?to=${email}`);
  const [{ code }] = (await mailbox.json()).messages;
  await post("email/verify", { email, code, delivery: "token" });
  return email;
}

/** Mann-Whitney U as a z score: how far the ranks of the two samples are from being mixed. */
function rankZ(a, b) {
  const all = [...a.map((ms) => ({ ms, of: "a" })), ...b.map((ms) => ({ ms, of: "b" }))].sort(
    (x, y) => x.ms - y.ms,
  );
  const rankSum = all.reduce((sum, { of }, index) => (of === "a" ? sum + index + 1 : sum), 0);
  const u = rankSum - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  return (u - mean) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function compare(name, known, unknown) {
  const times = { known: [], unknown: [] };
  const statuses = new Set();
  for (let pair = 0; pair < PAIRS + WARM_UP; pair++) {
    const order = Math.random() < 0.5 ? ["known", "unknown"] : ["unknown", "known"];
    for (const which of order) {
      // What one request leaves to be done after its answer is done before the next.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const { status, ms } = await (which === "known" ? known : unknown)();
      statuses.add(status);
      if (pair >= WARM_UP) times[which].push(ms);
    }
  }
  const z = rankZ(times.known, times.unknown);
  const [a, b] = [median(times.known), median(times.unknown)];
  const apart = Math.abs(z) > CRITICAL_Z;
  console.log(
    `${name.padEnd(12)} status ${[...statuses].join()}  known ${a.toFixed(2)} ms  unknown ${b.toFixed(2)} ms  z ${z.toFixed(2)}  ${apart ? "CAN BE TOLD APART" : "alike"}`,
  );
  return apart;
}

// A new pair of addresses each time, and mail to both has been asked for before: an address that was asked about lately is
// answered a little sooner, which says that somebody asked, not whether there is an account.
const members = [];
const strangers = [];
for (let i = 0; i < PAIRS + WARM_UP; i++) {
  members.push(await newMember());
  strangers.push(newAddress());
  await post("email/resend", { email: strangers.at(-1) });
}

const compareWith = (name, body) => {
  const [known, unknown] = [members.values(), strangers.values()];
  const ask = (addresses) => () => post(name, body(addresses.next().value));
  return compare(name, ask(known), ask(unknown));
};
const results = [
  await compareWith("login", (identifier) => ({ identifier, password: "wrong" })),
  await compareWith("signup", (email) => ({ email, password: PASSWORD })),
  await compareWith("email/resend", (email) => ({ email })),
];
process.exit(results.includes(true) ? 1 : 0);
