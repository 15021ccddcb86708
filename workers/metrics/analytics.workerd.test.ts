import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { METRICS_TOKEN, samplesOf } from "../testing/scrape.ts";
import { serviceWith } from "../testing/service-with.ts";
import { MetricsExporter } from "./exporter.do.ts";

/** Long enough ago for its minute to have closed, and within reach of a first reading. */
const AGO_MS = 4 * 60_000;
const settings = {
  CF_ACCOUNT_ID: "0123abcd",
  CF_ANALYTICS_TOKEN: "a-token",
  CF_ANALYTICS_URL: inject("analyticsUrl"),
  METRICS_TOKEN,
};

type Written = { indexes: string[]; blobs: string[]; doubles: number[] };

/**
 * The service on Analytics Engine. What it writes is kept until `settle` hands it to the stand-in, as if minutes had
 * passed. Objects of the test run have the run's settings, so the exporter is made anew with these for each call, over
 * the storage of a real one: each call is a restart too.
 */
function onAnalytics(name: string) {
  const written: Written[] = [];
  const held: object[] = [];
  const stub = env.EXPORTER.getByName(name);
  const changed = Object.assign(Object.create(Object.getPrototypeOf(env)), env, settings) as Env;
  const inExporter = <T>(work: (exporter: MetricsExporter) => Promise<T>) =>
    runInDurableObject(stub, (_, state) => work(new MetricsExporter(state, changed)));
  const service = serviceWith({
    ...settings,
    ANALYTICS: { writeDataPoint: (point: Written) => void written.push(point) },
    EXPORTER: { getByName: () => ({ text: () => inExporter((exporter) => exporter.text()) }) },
  });

  return {
    service,
    written,
    alarm: () => inExporter((exporter) => exporter.alarm()),
    wake: () => inExporter((exporter) => exporter.wake()),
    /** As if a minute had passed since everything was first seen. */
    age: () =>
      runInDurableObject(stub, (_, { storage }) => void storage.sql.exec("update totals set born_at = 0")),
    nextAlarm: () => runInDurableObject(stub, (_, { storage }) => storage.getAlarm()),

    async settle(sampleInterval = 1): Promise<void> {
      const points = written.splice(0).map(({ indexes, ...point }) => ({
        ...point,
        index: indexes[0],
        timestamp: Date.now() - AGO_MS,
        sampleInterval,
      }));
      held.push(...points);
      await tell({ points: held });
    },

    async scrape(): Promise<Map<string, number>> {
      const response = await service("/metrics", { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
      expect(response.status).toBe(200);
      return samplesOf(await response.text());
    },
  };
}

async function tell(change: object): Promise<void> {
  await fetch(`${inject("analyticsControl")}/behave`, { method: "POST", body: JSON.stringify(change) });
}

const REQUESTS = 'genkan_http_requests_total{route="/api/me",method="GET",code_class="4xx"}';
const TIMED = 'genkan_http_request_duration_seconds_count{route="/api/me"}';
const TRIPS = 'genkan_dependency_duration_seconds_count{dependency="database",operation="trip"}';

describe("on Analytics Engine", () => {
  beforeEach(() => tell({ points: [] }));

  it("what happened is in /metrics once its minute was read, to the number", async () => {
    const { service, settle, alarm, age, scrape, nextAlarm } = onAnalytics("exact");
    for (let n = 0; n < 3; n++) await service("/api/me");
    const jwks = await service("/.well-known/jwks.json");
    const trips = Number(/desc="(\d+)/.exec(jwks.headers.get("server-timing") ?? "")?.[1]);
    expect(trips).toBeGreaterThan(0);
    await settle();
    expect((await scrape()).has(REQUESTS)).toBe(false);

    await alarm();
    const first = await scrape();
    // Nobody knew of this series: it begins at 0. That of the database was there all along.
    expect([first.get(REQUESTS), first.get(TIMED), first.get(TRIPS)]).toEqual([0, 0, trips]);
    await age();
    const second = await scrape();
    expect([second.get(REQUESTS), second.get(TIMED), second.get(TRIPS)]).toEqual([3, 3, trips]);
    expect(second.get("genkan_exporter_watermark_timestamp_seconds")).toBeGreaterThan(
      Date.now() / 1_000 - 240,
    );
    expect(second.get("genkan_exporter_sample_interval_avg")).toBe(1);
    expect(await nextAlarm()).toBeGreaterThan(Date.now());
  });

  it("reading again adds nothing, and what stands for many counts as many", async () => {
    const { service, settle, alarm, age, scrape } = onAnalytics("sampled");
    await alarm();
    const before = (await scrape()).get(TRIPS);
    await service("/api/me");
    await settle(50);
    // The window was read before, so this came late.
    await runInDurableObject(env.EXPORTER.getByName("sampled"), (_, { storage }) => {
      const state = storage.kv.get<{ watermark: number }>("state");
      if (state) storage.kv.put("state", { ...state, watermark: state.watermark - 60_000 });
    });
    await alarm();
    await alarm();
    await age();
    const after = await scrape();
    expect(after.get(REQUESTS)).toBe(50);
    expect(after.get(TRIPS)).toBe(before);
    expect(after.get("genkan_exporter_late_events_total")).toBeGreaterThanOrEqual(50);
    expect(after.get("genkan_exporter_sample_interval_avg")).toBeGreaterThan(1);
  });

  it.each([
    { kind: "error", status: 429 },
    { kind: "error", status: 500 },
    { kind: "raw", body: "not JSON" },
    { kind: "reset" },
  ])("a query that meets %j is counted, and the next one finds it all", async (behaviour) => {
    const { service, settle, alarm, age, scrape } = onAnalytics(`failing ${JSON.stringify(behaviour)}`);
    await service("/healthz");
    await settle();
    await tell(behaviour);
    await alarm();
    const failed = await scrape();
    expect(failed.get("genkan_exporter_query_errors_total")).toBe(1);
    expect(failed.has("genkan_exporter_watermark_timestamp_seconds")).toBe(false);
    await alarm();
    await age();
    const mended = await scrape();
    expect(mended.get("genkan_exporter_query_errors_total")).toBe(1);
    expect(
      mended.get('genkan_http_requests_total{route="/healthz",method="GET",code_class="2xx"}'),
    ).toBeGreaterThan(0);
  });

  it("the schedule wakes an exporter that has no alarm, or has lost it", async () => {
    const { wake, nextAlarm } = onAnalytics("asleep");
    expect(await nextAlarm()).toBeNull();
    await wake();
    expect(await nextAlarm()).toBeGreaterThan(0);
  });

  it("gauges are read with the alarm, and survive a restart", async () => {
    const { alarm, scrape } = onAnalytics("gauges");
    expect((await scrape()).has("genkan_active_sessions")).toBe(false);
    await alarm();
    const shown = await scrape();
    expect(shown.get("genkan_active_sessions")).toBe(0);
    expect(shown.get("genkan_outbox_pending")).toBe(0);
    expect(shown.get('genkan_component_up{component="database"}')).toBe(1);
    expect([...shown.keys()].filter((name) => name.startsWith("genkan_build_info{")).length).toBe(1);
  });
});
