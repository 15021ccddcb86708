// What the timing benches share: asking a service on this machine, and telling two samples apart by their ranks.
import { randomUUID } from "node:crypto";

export const BASE = process.env.GENKAN_URL ?? "http://localhost:8787";
export const PAIRS = Number(process.env.PAIRS ?? 150);
export const WARM_UP = 10;
export const PASSWORD = "seven quiet stepping stones";
const PAUSE_MS = 60;
/** Two-sided p < 0.01 in a normal approximation. */
const CRITICAL_Z = 2.576;

if (!["localhost", "127.0.0.1"].includes(new URL(BASE).hostname))
  throw new Error("only a service on this machine");

export const newAddress = () => `${randomUUID().slice(0, 13)}@example.com`;

export async function post(path, body) {
  const start = performance.now();
  const response = await fetch(`${BASE}/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - start };
}

/** Asks `path` about addresses of two kinds in turns; true when their times can be told apart. */
export async function compare(path, bodyOf, kinds) {
  const [[aName, as], [bName, bs]] = Object.entries(kinds);
  const addresses = { [aName]: as.values(), [bName]: bs.values() };
  const times = { [aName]: [], [bName]: [] };
  const statuses = new Set();
  for (let pair = 0; pair < PAIRS + WARM_UP; pair++) {
    for (const which of Math.random() < 0.5 ? [aName, bName] : [bName, aName]) {
      // What one request leaves to be done after its answer is done before the next.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const { status, ms } = await post(path, bodyOf(addresses[which].next().value));
      statuses.add(status);
      if (pair >= WARM_UP) times[which].push(ms);
    }
  }
  const z = rankZ(times[aName], times[bName]);
  const apart = Math.abs(z) > CRITICAL_Z;
  const shown = Object.entries(times).map(([name, ms]) => `${name} ${median(ms).toFixed(2)} ms`);
  console.log(
    `${path.padEnd(16)} status ${[...statuses].join()}  ${shown.join("  ")}  z ${z.toFixed(2)}  ${apart ? "CAN BE TOLD APART" : "alike"}`,
  );
  return apart;
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
