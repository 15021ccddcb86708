import { z } from "@hono/zod-openapi";
import type { AnalyticsSettings } from "../config.ts";
import { SECOND } from "../shared/time.ts";
import { DURATION_BUCKETS } from "./catalog.ts";
import { FAMILIES } from "./families.ts";
import type { Readout } from "./ledger.ts";
import type { Reading, Window } from "./windows.ts";

/** A query over ten minutes takes a second or so; the next alarm is a minute away. */
export const QUERY_TIMEOUT_MS = 10_000;
const BLOBS = Math.max(...[...FAMILIES.values()].map(({ labels }) => labels.length));

/** As in wrangler.toml. */
const DATASET = "genkan_events";

/** Columns are those of data-point.ts. Rows stand for as many events as `_sample_interval` says, each for another number. */
export function readoutQuery({ from, to }: Window): string {
  const blobs = Array.from({ length: BLOBS }, (_, index) => `blob${index + 1}`);
  const upTo = DURATION_BUCKETS.map(
    (boundary, index) => `SUM(if(double1 <= ${boundary}, _sample_interval * double2, 0)) AS le${index}`,
  );
  return [
    "SELECT toUnixTimestamp(toStartOfInterval(timestamp, INTERVAL '1' MINUTE)) AS minute, index1 AS family",
    ...blobs,
    "SUM(_sample_interval * double1) AS total",
    "SUM(_sample_interval * double1 * double2) AS seconds",
    "SUM(_sample_interval * double2) AS observations",
    ...upTo,
    "SUM(_sample_interval) AS events",
    "COUNT() AS points",
  ]
    .join(", ")
    .concat(
      ` FROM ${DATASET}`,
      ` WHERE timestamp >= toDateTime(${from / SECOND}) AND timestamp < toDateTime(${to / SECOND})`,
      ` GROUP BY minute, family, ${blobs.join(", ")} LIMIT ALL FORMAT JSON`,
    );
}

const answer = z.object({ data: z.array(z.record(z.string(), z.unknown())) });
type Row = z.infer<typeof answer>["data"][number];

/** A column's number: those of 64 bits come in quotes. Throws for anything else. */
function numberIn(row: Row, column: string): number {
  const value = row[column];
  const number =
    typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : NaN;
  if (!Number.isFinite(number)) throw new Error(`the SQL API's ${column} is no number`);
  return number;
}

/** The SQL API of Workers Analytics Engine (developers.cloudflare.com/analytics/analytics-engine/sql-api). */
export function createAnalyticsReadout(
  { accountId, token, baseUrl }: AnalyticsSettings,
  send: (address: string, init: RequestInit) => Promise<Response>,
  timeoutMs = QUERY_TIMEOUT_MS,
): Readout {
  const address = `${baseUrl.replace(/\/$/, "")}/accounts/${accountId}/analytics_engine/sql`;

  return async (window) => {
    const response = await send(address, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: readoutQuery(window),
      signal: AbortSignal.timeout(timeoutMs),
    });
    // What it says is not logged: nobody knows what it may hold.
    if (!response.ok) throw new Error(`the SQL API answered ${response.status}`);
    const { data } = answer.parse(await response.json());
    const sum = (column: "events" | "points") => data.reduce((all, row) => all + numberIn(row, column), 0);
    return {
      readings: data.flatMap(readingsOf),
      sampleInterval: data.length === 0 ? 1 : sum("events") / sum("points"),
    };
  };
}

/** A family that this version doesn't know is another's. */
function readingsOf(row: Row): Reading[] {
  const name = String(row.family);
  const family = FAMILIES.get(name);
  if (!family) return [];
  const labels = family.labels.map((_, index) => String(row[`blob${index + 1}`] ?? ""));
  const minute = numberIn(row, "minute") * SECOND;
  const reading = (part: string, amount: number): Reading => ({ minute, family: name, labels, part, amount });
  if (family.kind === "counter") return [reading("", numberIn(row, "total"))];
  const upTo = DURATION_BUCKETS.map((_, index) => numberIn(row, `le${index}`));
  const counts = [...upTo, numberIn(row, "observations")];
  const buckets = counts.map((count, index) => reading(String(index), count - (counts[index - 1] ?? 0)));
  return [...buckets.filter(({ amount }) => amount > 0), reading("sum", numberIn(row, "seconds"))];
}
