import { describe, expect, it } from "vitest";
import { createLog } from "../shared/log.ts";
import { MINUTE, SECOND } from "../shared/time.ts";
import { memoryLedgerStore } from "../testing/memory-ledger.ts";
import { seeded } from "../testing/random.ts";
import type { GaugeReader } from "./gauge.ts";
import { createLedger, type Readout, type Total } from "./ledger.ts";
import type { Reading } from "./windows.ts";

const log = createLog({}, () => undefined);
const START = Date.parse("2026-03-01T12:00:00Z");

function ledgerOver(
  store: ReturnType<typeof memoryLedgerStore>["store"],
  clock: { now: number },
  readout: Readout | null,
  { readers = {}, seriesMax = 100 }: { readers?: Record<string, GaugeReader>; seriesMax?: number } = {},
) {
  return createLedger({ store, readout, readers, now: () => clock.now, log, seriesMax });
}

/** What Analytics Engine holds: points that can be seen some time after they happened. */
interface Stored {
  at: number;
  visibleAt: number;
  outcome: string;
  count: number;
}

function readings(points: readonly Stored[], from: number, to: number, now: number): Reading[] {
  const sums = new Map<string, Reading>();
  for (const { at, visibleAt, outcome, count } of points) {
    const minute = Math.floor(at / MINUTE) * MINUTE;
    if (minute < from || minute >= to || visibleAt > now) continue;
    const key = `${minute} ${outcome}`;
    const before = sums.get(key)?.amount ?? 0;
    sums.set(key, { minute, family: "registrations", labels: [outcome], part: "", amount: before + count });
  }
  return [...sums.values()];
}

const amountsOf = (totals: readonly Total[]) =>
  new Map(
    totals.filter(({ family }) => family === "registrations").map((each) => [each.labels[0], each.amount]),
  );

const OUTCOMES = ["requested", "refused", "completed"];

function truth(points: readonly Stored[]): Map<string | undefined, number> {
  const sums = new Map<string | undefined, number>();
  for (const { outcome, count } of points) sums.set(outcome, (sums.get(outcome) ?? 0) + count);
  return sums;
}

/**
 * A day in the life of an exporter: alarms that are early, late or lost for long, queries that fail, transactions that
 * break off, restarts, points that arrive up to six minutes after they happened and, with `wobble`, answers that say
 * less or more than there is. After each step no counter is lower than before.
 */
async function live(seed: number, { wobble }: { wobble: boolean }) {
  const random = seeded(seed);
  const clock = { now: START };
  const memory = memoryLedgerStore();
  const points: Stored[] = [];
  let isWell = false;
  const readout: Readout = async ({ from, to }) => {
    if (!isWell && random() < 0.15) throw new Error("429, as told by the test");
    const found = readings(points, from, to, clock.now);
    const isShaken = wobble && !isWell;
    const shaken = isShaken
      ? found.map((each) => ({ ...each, amount: each.amount * (0.7 + 0.5 * random()) }))
      : found;
    return { readings: shaken, sampleInterval: 1 };
  };
  const open = () => ledgerOver(memory.store, clock, readout);
  let ledger = open();
  await ledger.tick();
  const first = memory.store.state().watermark ?? 0;
  let before = new Map<string | undefined, number>();

  async function step(milliseconds: number) {
    clock.now += milliseconds;
    await ledger.tick().catch(() => undefined);
    const after = amountsOf(memory.store.totals());
    for (const [outcome, amount] of before) expect(after.get(outcome)).toBeGreaterThanOrEqual(amount);
    before = after;
  }

  for (let n = 0; n < 120; n++) {
    const fresh = Math.floor(random() * 6);
    for (let k = 0; k < fresh; k++) {
      const at = Math.max(first, clock.now - Math.floor(random() * MINUTE));
      const outcome = OUTCOMES[Math.floor(random() * OUTCOMES.length)] ?? "requested";
      points.push({
        at,
        visibleAt: at + random() * 6 * MINUTE,
        outcome,
        count: 1 + Math.floor(random() * 5),
      });
    }
    if (random() < 0.1) memory.failNext();
    if (random() < 0.1) ledger = open();
    const gap = random() < 0.05 ? Math.floor(random() * 90) * MINUTE : 0;
    await step(gap + Math.floor(random() * 120) * SECOND);
    if (!wobble) {
      const all = truth(points);
      for (const [outcome, amount] of before) expect(amount).toBeLessThanOrEqual(all.get(outcome) ?? 0);
    }
  }
  isWell = true;
  for (let n = 0; n < 100; n++) await step(MINUTE);
  return { counted: before, happened: truth(points), seenCount: memory.seenCount() };
}

describe("the ledger over Analytics Engine", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "counts everything exactly once, whatever goes wrong (seed %i)",
    async (seed) => {
      const { counted, happened, seenCount } = await live(seed, { wobble: false });
      expect(happened.size).toBeGreaterThan(0);
      expect(counted).toEqual(happened);
      expect(seenCount).toBe(0);
    },
  );

  it.each(Array.from({ length: 20 }, (_, seed) => 1_000 + seed))(
    "is lowered by no answer that wobbles (seed %i)",
    async (seed) => {
      const { counted, happened } = await live(seed, { wobble: true });
      for (const [outcome, amount] of happened) {
        expect(counted.get(outcome)).toBeGreaterThan(amount * 0.7);
        expect(counted.get(outcome)).toBeLessThan(amount * 1.2);
      }
    },
  );

  it("counts those that came after their minute was read", async () => {
    const clock = { now: START };
    const { store } = memoryLedgerStore();
    const points: Stored[] = [];
    const ledger = ledgerOver(store, clock, async ({ from, to }) => ({
      readings: readings(points, from, to, clock.now),
      sampleInterval: 1,
    }));
    await ledger.tick();
    points.push({ at: START - 3 * MINUTE, visibleAt: 0, outcome: "completed", count: 4 });
    clock.now += MINUTE;
    await ledger.tick();
    await ledger.tick();
    const late = store.totals().find(({ family }) => family === "exporter_late_events");
    expect(late?.amount).toBe(4);
    expect(amountsOf(store.totals()).get("completed")).toBe(4);
  });

  it("counts queries that fail, keeps its place, and catches up in small steps", async () => {
    const clock = { now: START };
    const { store } = memoryLedgerStore();
    const windows: number[] = [];
    let isAway = false;
    const ledger = ledgerOver(store, clock, async ({ from, to }) => {
      if (isAway) throw new Error("away");
      windows.push((to - from) / MINUTE);
      return { readings: [], sampleInterval: 1 };
    });
    await ledger.tick();
    const { watermark } = store.state();
    isAway = true;
    clock.now += 25 * MINUTE;
    expect(await ledger.tick()).toBe(MINUTE);
    expect(store.state().watermark).toBe(watermark);
    expect(store.totals()).toMatchObject([{ family: "exporter_query_errors", amount: 1 }]);
    isAway = false;
    const pauses = [await ledger.tick(), await ledger.tick(), await ledger.tick()];
    expect(pauses).toEqual([5 * SECOND, 5 * SECOND, MINUTE]);
    expect(windows).toEqual([5, 15, 15, 10]);
    expect(store.state().watermark).toBe(Math.floor((clock.now - 2 * MINUTE) / MINUTE) * MINUTE);
  });

  it("shows a series that nobody could expect at 0 first, so that its first count is an increase", async () => {
    const clock = { now: START };
    const { store } = memoryLedgerStore();
    const minute = START - 4 * MINUTE;
    const known = { minute, family: "registrations", labels: ["completed"], part: "", amount: 2 };
    const labels = ["/api/me", "GET", "2xx"];
    const ledger = ledgerOver(store, clock, async () => ({
      readings: [known, { minute, family: "http_requests", labels, part: "", amount: 7 }],
      sampleInterval: 1,
    }));
    await ledger.tick();
    const shown = async () => (await ledger.snapshot()).totals.map(({ family, amount }) => [family, amount]);
    expect(await shown()).toEqual([
      ["registrations", 2],
      ["http_requests", 0],
    ]);
    clock.now += MINUTE;
    expect(await shown()).toEqual([
      ["registrations", 2],
      ["http_requests", 7],
    ]);
  });

  it("shows a new bucket of a histogram that is known at once", async () => {
    const clock = { now: START };
    const { store } = memoryLedgerStore();
    const of = (minute: number, part: string) => ({
      ...{ minute, part, family: "http_request_duration", labels: ["/api/me"] },
      amount: 5,
    });
    const held = [of(START - 4 * MINUTE, "2")];
    const ledger = ledgerOver(store, clock, async () => ({ readings: held, sampleInterval: 1 }));
    await ledger.tick();
    held.push(of(START - 2 * MINUTE, "9"));
    clock.now += MINUTE;
    await ledger.tick();
    const { totals } = await ledger.snapshot();
    expect(totals.map(({ part, amount }) => [part, amount])).toEqual([
      ["2", 5],
      ["9", 5],
    ]);
  });
});

describe("the ledger of the local sink", () => {
  const request = (route: string) => ({
    family: "http_requests",
    labels: [route, "GET", "2xx"],
    value: 1,
    observations: 1,
  });

  it("has what it was brought at once", async () => {
    const { store } = memoryLedgerStore();
    const ledger = ledgerOver(store, { now: START }, null);
    ledger.record([
      request("/a"),
      { family: "http_request_duration", labels: ["/a"], value: 0.02, observations: 3 },
    ]);
    ledger.record([request("/a")]);
    const { totals } = await ledger.snapshot();
    expect(totals.map(({ family, part, amount }) => [family, part, amount])).toEqual([
      ["http_requests", "", 2],
      ["http_request_duration", "2", 3],
      ["http_request_duration", "sum", 0.06],
    ]);
  });

  it("counts label values beyond its cap together, after a restart too", async () => {
    const { store } = memoryLedgerStore();
    const options = { seriesMax: 2 };
    ledgerOver(store, { now: START }, null, options).record([request("/a"), request("/b"), request("/c")]);
    ledgerOver(store, { now: START }, null, options).record([request("/d"), request("/a")]);
    const counts = store.totals().map(({ labels, amount }) => [labels.join(" "), amount]);
    expect(counts).toEqual([
      ["/a GET 2xx", 2],
      ["/b GET 2xx", 1],
      ["other other 2xx", 2],
    ]);
  });

  it("leaves out a gauge that can't be read, counts that, and reads the others at most every five seconds", async () => {
    const clock = { now: START };
    const { store } = memoryLedgerStore();
    let reads = 0;
    const readers: Record<string, GaugeReader> = {
      broken: () => Promise.reject(new Error("away")),
      outbox: async () => {
        reads += 1;
        return [{ name: "outbox_pending", labels: [], value: reads }];
      },
    };
    const ledger = ledgerOver(store, clock, null, { readers });
    const pending = async () =>
      (await ledger.snapshot()).gauges.find(({ name }) => name === "outbox_pending")?.value;
    expect(await Promise.all([pending(), pending()])).toEqual([1, 1]);
    clock.now += 4 * SECOND;
    expect(await pending()).toBe(1);
    clock.now += SECOND;
    expect(await pending()).toBe(2);
    expect(store.totals()).toMatchObject([{ family: "exporter_read_errors", amount: 2 }]);
  });

  it("keeps a region at 0 whose sockets are gone", async () => {
    const clock = { now: START };
    const { store } = memoryLedgerStore();
    let open = [{ name: "ws_connections" as const, labels: ["eu"], value: 3 }];
    const ledger = ledgerOver(store, clock, null, { readers: { ws_connections: async () => open } });
    await ledger.snapshot();
    open = [];
    clock.now += 5 * SECOND;
    const { gauges } = await ledger.snapshot();
    expect(gauges).toContainEqual({ name: "ws_connections", labels: ["eu"], value: 0 });
  });
});
