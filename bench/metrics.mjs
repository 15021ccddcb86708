// Renders /metrics with as many series as the exporter keeps, and fails unless that takes less than 100 ms
// of CPU: what else the machine is doing doesn't count.

import { DURATION_BUCKETS } from "../workers/metrics/catalog.ts";
import { exposition } from "../workers/metrics/exposition.ts";
import { SERIES_MAX } from "../workers/metrics/series.ts";

const RENDER_MAX_MS = 100;
const RUNS = 20;
/** Every fourth series is a histogram, of as many lines as its buckets and two. */
const HISTOGRAM_EVERY = 4;

const totals = Array.from({ length: SERIES_MAX }, (_, n) => {
  const amount = 1 + n * 7;
  if (n % HISTOGRAM_EVERY !== 0) {
    const labels = [`/api/route/${n}/:id`, "GET", "2xx"];
    return [{ family: "http_requests", labels, part: "", amount, bornAt: 0 }];
  }
  const parts = [...DURATION_BUCKETS.keys(), DURATION_BUCKETS.length, "sum"].map(String);
  const labels = [`/api/route/${n}/:id`];
  return parts.map((part) => ({ family: "http_request_duration", labels, part, amount, bornAt: 0 }));
}).flat();

const times = Array.from({ length: RUNS }, () => {
  const start = process.cpuUsage();
  const text = exposition({ totals, gauges: [] });
  return { ms: process.cpuUsage(start).user / 1_000, bytes: text.length };
});
const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b);
const [first, median, worst] = [times[0].ms, sorted[RUNS / 2], sorted[RUNS - 1]].map((ms) => ms.toFixed(1));
const kib = Math.round(times[0].bytes / 1024);
console.log(`${SERIES_MAX} series, ${kib} KiB: first ${first} ms, median ${median} ms, worst ${worst} ms`);
if (Number(worst) >= RENDER_MAX_MS) {
  console.error(`rendering took longer than ${RENDER_MAX_MS} ms`);
  process.exitCode = 1;
}
