import { describe, expect, it } from "vitest";
import { createLog } from "../shared/log.ts";
import type { CounterName } from "./catalog.ts";
import { dataPoint, POINTS_MAX, violationOf } from "./data-point.ts";
import { createMetrics } from "./metrics.ts";
import { createTallies, type Tally } from "./tally.ts";

function metricsWith({ strict = false, fails = false } = {}) {
  const written: Tally[][] = [];
  const lines: string[] = [];
  const metrics = createMetrics({
    sink: {
      async write(tallies) {
        if (fails) throw new Error("the exporter is silent");
        written.push([...tallies]);
      },
    },
    strict,
    log: createLog({}, (line) => lines.push(JSON.parse(line).message)),
  });
  return { ...metrics, written, lines };
}

describe("what happens in one invocation", () => {
  it("is handed on once: the same event as one point, counts before durations", async () => {
    const { events, flush, written } = metricsWith();
    events.httpDuration({ route: "/api/me" }, 20);
    events.sessionsRevoked({ reason: "logout" }, 2);
    events.sessionsRevoked({ reason: "logout" }, 3);
    events.sessionsRevoked({ reason: "reuse" });
    events.reuseDetected({}, 0);
    await flush();
    await flush();
    expect(written).toEqual([
      [
        { family: "sessions_revoked", labels: ["logout"], value: 5, observations: 2 },
        { family: "sessions_revoked", labels: ["reuse"], value: 1, observations: 1 },
        { family: "http_request_duration", labels: ["/api/me"], value: 0.02, observations: 1 },
      ],
    ]);
  });

  it("has its labels in the catalogue's order, however they were written", async () => {
    const { events, flush, written } = metricsWith();
    events.httpRequest({ code_class: "2xx", route: "/x", method: "GET" });
    await flush();
    expect(written[0]?.[0]?.labels).toEqual(["/x", "GET", "2xx"]);
  });

  it("has durations of one bucket as their mean, and a boundary in the bucket below it", () => {
    const { record, take } = createTallies();
    const labels = { dependency: "database", operation: "trip" } as const;
    for (const seconds of [0.011, 0.025, 0.026]) record({ name: "dependency_duration", labels, seconds });
    expect(take().map(({ value, observations }) => [value, observations])).toEqual([
      [expect.closeTo(0.018), 2],
      [0.026, 1],
    ]);
  });

  it("is lost, and said to be, where the sink fails", async () => {
    const { events, flush, lines } = metricsWith({ fails: true, strict: true });
    events.registration({ outcome: "completed" });
    await flush();
    expect(lines).toEqual(["metrics were not recorded"]);
  });
});

describe("limits of Analytics Engine", () => {
  const tally = (labels: string[], family: CounterName = "rate_limited"): Tally => ({
    family,
    labels,
    value: 1,
    observations: 1,
  });

  it.each([
    [tally(["/x", "flood"]), null],
    [tally(["/x", "deluge"]), "unknown_label"],
    [tally(["", "flood"]), "unknown_label"],
    [tally(["/x"]), "unknown_label"],
    [tally(["/x", "flood", "more"]), "unknown_label"],
    [tally(["/x", "flood"], "unheard_of" as CounterName), "unknown_label"],
    [{ ...tally(["/x", "flood"]), value: Number.NaN }, "unknown_label"],
    [tally(["é".repeat(101), "flood"]), "too_long"],
    [tally(Array.from({ length: 21 }, () => "x")), "too_long"],
  ])("%j: %s", (point, violation) => {
    expect(violationOf(point)).toBe(violation);
  });

  it("stand over a point's columns", () => {
    expect(
      dataPoint({ family: "codes", labels: ["reauth", "sms", "used"], value: 2, observations: 1 }),
    ).toEqual({
      indexes: ["codes"],
      blobs: ["reauth", "sms", "used"],
      doubles: [2, 1],
    });
  });

  it("leave twenty points to an invocation, over all of its flushes, the news of those that were dropped included", async () => {
    const { events, flush, written, lines } = metricsWith();
    for (let n = 0; n < 12; n++) events.rateLimited({ route: `/a${n}`, layer: "flood" });
    await flush();
    for (let n = 0; n < 12; n++) events.rateLimited({ route: `/b${n}`, layer: "flood" });
    await flush();
    for (let n = 0; n < 12; n++) events.rateLimited({ route: `/c${n}`, layer: "flood" });
    await flush();
    const dropped = written.flat().filter(({ family }) => family === "metrics_dropped");
    expect(dropped.map(({ labels, value }) => [...labels, value])).toEqual([
      ["too_many", 7],
      ["too_many", 12],
    ]);
    expect(written.flat().length).toBeLessThanOrEqual(POINTS_MAX);
    expect(lines).toEqual(Array(2).fill("metrics break limits of Analytics Engine"));
  });

  it("are an error in development, where somebody can mend it, after the good points are written", async () => {
    const { events, flush, written } = metricsWith({ strict: true });
    events.registration({ outcome: "completed" });
    events.rateLimited({ route: "/a".repeat(200), layer: "flood" });
    await expect(flush()).rejects.toThrow('{"too_long":1}');
    expect(written[0]?.map(({ family }) => family)).toEqual(["registrations", "metrics_dropped"]);
  });
});
