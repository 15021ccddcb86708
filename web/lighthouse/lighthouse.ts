// What Lighthouse says of the pages that a stranger meets first. Each is measured several times as a phone, and the run in the
// middle must have all points in every category; a desktop's scores are shown beside it. Run it alone: it measures time, and the
// last column says how fast this computer was meanwhile, in Lighthouse's own unit: an idle one has 1,000 and more.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "lighthouse";
import { eventually, freePort, start, stop } from "../../ops/prove/process.ts";
import { type Device, type Measurer, startMeasurer } from "./measure.ts";
import { CATEGORIES, lostPoints, medianRun, scoreOf } from "./verdict.ts";

const PAGES = ["/", "/sign-in", "/sign-up"];
const RUNS = { mobile: 3, desktop: 1 } satisfies Record<Device, number>;
const REQUIRED = 100;
const START_MAX_MS = 120_000;

const METRICS = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "cumulative-layout-shift",
];
const HEADINGS = ["", ...CATEGORIES, "FCP", "LCP", "TBT", "CLS", "computer"];
/** Brings no points, and is wanted all the same: who goes back finds the page as it was left. */
const BACK_AT_ONCE = "bf-cache";

const problems: string[] = [];

function row(label: string, runs: Result[]): string[] {
  const scores = CATEGORIES.map((category) => String(scoreOf(medianRun(runs, category), category)));
  const { audits, environment } = medianRun(runs, "performance");
  const metrics = METRICS.map((metric) => audits[metric]?.displayValue ?? "");
  return [label, ...scores, ...metrics, environment.benchmarkIndex.toFixed()];
}

function complain(label: string, runs: Result[]): void {
  for (const category of CATEGORIES) {
    const run = medianRun(runs, category);
    const score = scoreOf(run, category);
    if (score >= REQUIRED) continue;
    const all = runs.map((one) => scoreOf(one, category)).join(", ");
    problems.push(`${label} has ${score} in ${category}, not ${REQUIRED} (runs: ${all})`);
    for (const { audit, title, points, found } of lostPoints(run, category)) {
      problems.push(`  ${points.toFixed(1)} points: ${title} (${audit})${found && `: ${found}`}`);
    }
  }
  for (const { audits } of runs) {
    if (audits[BACK_AT_ONCE]?.score === 1) continue;
    problems.push(`${label}: ${audits[BACK_AT_ONCE]?.title ?? `${BACK_AT_ONCE} is no audit any more`}`);
  }
}

async function measureAll(measurer: Measurer, origin: string): Promise<string[][]> {
  const rows: string[][] = [];
  for (const device of ["mobile", "desktop"] as const) {
    for (const path of PAGES) {
      const label = `${path} ${device}`;
      let runs = await measureRuns(measurer, origin + path, device);
      rows.push(row(label, runs));
      // A computer that was busy with something else has measured that. It gets a second chance, and no third.
      if (device === "mobile" && scoreOf(medianRun(runs, "performance"), "performance") < REQUIRED) {
        runs = await measureRuns(measurer, origin + path, device);
        rows.push(row(`${label}, again`, runs));
      }
      if (device === "mobile") complain(label, runs);
    }
  }
  return rows;
}

async function measureRuns(measurer: Measurer, url: string, device: Device): Promise<Result[]> {
  const runs: Result[] = [];
  for (let count = 0; count < RUNS[device]; count++) runs.push(await measurer.measure(url, device));
  return runs;
}

function printTable(rows: string[][]): void {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of rows) {
    console.log(cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  }
}

const folder = mkdtempSync(join(tmpdir(), "genkan-lighthouse-"));
const port = await freePort();
process.env.PORT = String(port);
const origin = `http://localhost:${port}`;
const service = start(process.execPath, ["scripts/e2e-server.mjs"], join(folder, "service.log"));
let measurer: Measurer | undefined;
try {
  await eventually("the service starts", START_MAX_MS, async () => {
    if (service.exitCode !== null) throw new Error("the service ended");
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  });
  measurer = await startMeasurer(folder);
  printTable([HEADINGS, ...(await measureAll(measurer, origin))]);
} catch (error) {
  problems.push(error instanceof Error ? error.message : String(error));
  console.error(readFileSync(join(folder, "service.log"), "utf8").slice(-2_000));
} finally {
  await measurer?.stop();
  await stop(service);
  rmSync(folder, { recursive: true, force: true });
}

if (problems.length > 0) {
  console.error(`\n${problems.map((problem) => `  - ${problem}`).join("\n")}\n`);
  process.exit(1);
}
