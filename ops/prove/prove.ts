// What an operator sees, proven with the real programs: a service by `wrangler dev`, a story with known numbers, and a
// Prometheus with our configuration. Every counter must say what happened, every expression of every panel and rule must
// be understood and answered, the alerts that should fire do, and no counter falls when the service restarts.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { skipped } from "../../workers/testing/skipped.ts";
import { panelExpressions, ruleExpressions } from "../expressions.ts";
import type { Seen } from "./client.ts";
import { eventually } from "./process.ts";
import { type Prometheus, type Sample, startPrometheus } from "./prometheus.ts";
import { ADMIN_TOKEN, createService, METRICS_TOKEN } from "./service.ts";
import { type Expected, tell } from "./story.ts";

/** Five seconds until what happened is in `/metrics`, two until the next scrape, and a busy machine. */
const SEEN_MAX_MS = 20_000;
/** Shares are quotients of rates; everything else is whole. */
const ROUNDING = 1e-9;
const SCRAPES_MS = 5_000;
const COUNTERS = '{__name__=~"genkan_.+_(total|bucket|sum|count)"}';

/**
 * Panels that are empty when all is well, and why. Any other that has nothing to show after the story is broken.
 */
const EMPTY = new Map([
  ["overview: Failures by route", "no route has failed"],
  ["dependencies: Redis", "Redis isn't used"],
  ["dependencies: Counts taken over from Redis", "Redis isn't used"],
  ["dependencies: Tries that fail, by message", "each was sent at the first try"],
]);

const problems: string[] = [];
const started = Date.now();
const say = (what: string) =>
  console.log(`${((Date.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${what}`);
const complain = (problem: string) => problems.push(problem);

async function expectNumbers(prometheus: Prometheus, expected: Expected): Promise<void> {
  const off = async () => {
    const asked = expected.map(async ([expr, value]) => {
      const [sample, ...others] = await prometheus.query(expr);
      const found = others.length > 0 ? Number.NaN : (sample?.value ?? 0);
      return Math.abs(found - value) < ROUNDING
        ? []
        : [`${expr} is ${sample?.value ?? "nothing"}, not ${value}`];
    });
    return (await Promise.all(asked)).flat();
  };
  await eventually("the numbers", SEEN_MAX_MS, async () =>
    (await off()).length === 0 ? true : undefined,
  ).catch(() => undefined);
  // A number that goes on growing would have been right only for a moment.
  await wait(SCRAPES_MS);
  for (const problem of await off()) complain(problem);
}

/** The service's own count of requests against ours, route by route. */
function requestsOf(seen: Seen): Expected {
  const api = [...seen].filter(([key]) => key.startsWith("/api/"));
  const all = api.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...api.map(([key, count]): Expected[number] => {
      const [route, method, codeClass] = key.split(" ");
      const labels = `route="${route}",method="${method}",code_class="${codeClass}"`;
      return [`genkan_http_requests_total{${labels}}`, count];
    }),
    ['sum(genkan_http_requests_total{route=~"/api/.+"})', all],
    ['sum(genkan_http_request_duration_seconds_count{route=~"/api/.+"})', all],
  ];
}

/** As many messages as lie in the mailbox were sent. */
async function messagesAt(origin: string): Promise<Expected> {
  const { messages } = (await (await fetch(`${origin}/__dev/mail`)).json()) as { messages: unknown[] };
  return [
    ["sum(genkan_emails_total)", messages.length],
    ['sum(genkan_emails_total{provider="dev",outcome="sent"})', messages.length],
  ];
}

async function evaluateAll(prometheus: Prometheus): Promise<number> {
  const panels = panelExpressions();
  const expressions = [...panels, ...ruleExpressions()];
  for (const { of, expr } of expressions) {
    const found = await prometheus
      .query(expr)
      .catch((error: Error) => void complain(`${of}: ${error.message}`));
    const isPanel = panels.some((panel) => panel.of === of);
    const hasValue = found?.some(({ value }) => !Number.isNaN(value));
    if (found && !hasValue && isPanel && !EMPTY.has(of)) complain(`${of} shows nothing: ${expr}`);
    if (found && found.length > 0 && EMPTY.has(of))
      complain(`${of} shows something, though ${EMPTY.get(of)}`);
  }
  return expressions.length;
}

async function expectAlerts(prometheus: Prometheus): Promise<void> {
  const rules = await prometheus.rules();
  if (rules.length !== ruleExpressions().length) complain(`Prometheus has ${rules.length} rules`);
  for (const { name, health, lastError } of rules) {
    if (health !== "ok") complain(`the rule ${name} is ${health}: ${lastError}`);
  }
  const firing = rules.filter(({ state }) => state === "firing").map(({ name }) => name);
  if (firing.join() !== "RefreshReuse")
    complain(`what fires is ${firing.join(", ") || "nothing"}, not RefreshReuse`);
}

const keyOf = ({ labels }: Sample) => JSON.stringify(Object.entries(labels).sort());

async function expectNothingFell(prometheus: Prometheus, before: Sample[]): Promise<void> {
  const after = new Map((await prometheus.query(COUNTERS)).map((sample) => [keyOf(sample), sample.value]));
  for (const sample of before) {
    const now = after.get(keyOf(sample));
    if (now === undefined || now < sample.value)
      complain(`${keyOf(sample)} fell from ${sample.value} to ${now}`);
  }
}

if (spawnSync("prometheus", ["--version"]).error) {
  skipped(
    "the proof with a real Prometheus",
    "prometheus is not on PATH (Debian has a package of that name)",
  );
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "genkan-ops-"));
const service = await createService(folder);
let prometheus: Prometheus | undefined;
try {
  prometheus = await startPrometheus({ folder, token: METRICS_TOKEN, servicePort: service.port });
  await service.start();
  const { query } = prometheus;
  const isUp = async () => ((await query('up{job="genkan"}'))[0]?.value === 1 ? true : undefined);
  await eventually("a scrape", SEEN_MAX_MS, isUp);

  const seen: Seen = new Map();
  say("the service runs, and Prometheus has scraped it");
  const { expected, socket } = await tell({ origin: service.origin, adminToken: ADMIN_TOKEN, seen });
  say("the story is told");
  const numbers = [...expected, ...requestsOf(seen), ...(await messagesAt(service.origin))];
  await expectNumbers(prometheus, numbers);
  say(`${numbers.length} numbers compared`);
  const evaluated = await evaluateAll(prometheus);
  await expectAlerts(prometheus);
  say(`${evaluated} expressions evaluated`);

  const before = await query(COUNTERS);
  socket.close();
  await service.stop();
  await eventually("the scrape fails", SEEN_MAX_MS, async () =>
    (await query('up{job="genkan"}'))[0]?.value === 0 ? true : undefined,
  );
  await service.start();
  await eventually("a scrape after the restart", SEEN_MAX_MS, isUp);
  await wait(SCRAPES_MS);
  await expectNothingFell(prometheus, before);
  say(`${before.length} counters compared over a restart`);
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  console.error(readFileSync(join(folder, "service.log"), "utf8").slice(-2_000));
} finally {
  await prometheus?.stop();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
}

if (problems.length > 0) {
  console.error(`\n${problems.map((problem) => `  - ${problem}`).join("\n")}\n`);
  process.exit(1);
}
