import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HUB_FAILURES_MAX, HUB_GRACE_MS, HUB_RETELL_MS, HUB_WAVE } from "../shared/limits.ts";
import { createLog } from "../shared/log.ts";
import type { HealthState } from "./health.schema.ts";
import { createHubRegister, type HubRecord } from "./hub-register.ts";

const component = { status: "ok" as const, latencyMs: 1, checkedAt: "2026-11-21T12:00:00.000Z" };
const stateAt = (second: number): HealthState => ({
  status: "ok",
  components: { database: component, redis: component, mail: component, realtime: component },
  changedAt: `2026-11-21T12:00:${String(second).padStart(2, "0")}.000Z`,
});

type Tell = (hub: string, state: HealthState) => Promise<boolean>;

/** A register, what its hubs were told, and what is written down of it. */
function register(tell: Tell = async () => true) {
  const stored = new Map<string, HubRecord>();
  const told: string[] = [];
  const lines: string[] = [];
  const open = () =>
    createHubRegister({
      store: {
        load: () => stored,
        put: (hub, record) => void stored.set(hub, record),
        delete: (hub) => void stored.delete(hub),
      },
      tell: (hub, state) => {
        told.push(`${hub} ${state.changedAt.slice(17, 19)}`);
        return tell(hub, state);
      },
      now: () => new Date(),
      log: createLog({}, (line) => void lines.push(line)),
    });
  return { hubs: open(), open, told, stored, lines };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("hubs", () => {
  it("hear of what they don't know yet, once", async () => {
    const { hubs, told } = register();
    hubs.add("a", stateAt(1).changedAt);
    hubs.add("b", stateAt(2).changedAt);
    await hubs.tellAll(() => stateAt(2));
    await hubs.tellAll(() => stateAt(2));
    expect(told).toEqual(["a 02"]);
  });

  it("are forgotten when they leave", async () => {
    const { hubs, told, stored } = register();
    hubs.add("a", "");
    hubs.remove("a");
    await hubs.tellAll(() => stateAt(1));
    expect([told, hubs.count(), stored.size]).toEqual([[], 0, 0]);
  });

  it("are still known after the register forgot everything, and what they were told", async () => {
    const { hubs, open, told } = register();
    hubs.add("a", stateAt(1).changedAt);
    hubs.add("b", "");
    await hubs.tellAll(() => stateAt(1));
    const next = open();
    expect(next.count()).toBe(2);
    await next.tellAll(() => stateAt(1));
    expect(told).toEqual(["b 01"]);
  });

  it("are told in waves, and the later ones of what happened meanwhile", async () => {
    let atOnce = 0;
    let most = 0;
    let second = 1;
    const { hubs, told } = register(async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 10));
      atOnce--;
      second = 2;
      return true;
    });
    for (let n = 0; n < HUB_WAVE + 2; n++) hubs.add(`h${n}`, "");
    const telling = hubs.tellAll(() => stateAt(second));
    await hubs.tellAll(() => stateAt(second));
    await vi.runAllTimersAsync();
    await telling;
    expect(most).toBe(HUB_WAVE);
    const firstWave = Array.from({ length: HUB_WAVE }, (_, n) => `h${n}`);
    expect(told.filter((line) => line.endsWith("01"))).toEqual(firstWave.map((hub) => `${hub} 01`));
    expect(told.filter((line) => line.endsWith("02")).toSorted()).toEqual(
      [...firstWave, `h${HUB_WAVE}`, `h${HUB_WAVE + 1}`].map((hub) => `${hub} 02`).toSorted(),
    );
  });

  it("that fail or hang don't keep the others from hearing, and are tried again the next time", async () => {
    let isAway = true;
    const { hubs, told } = register((hub) => {
      if (hub === "good" || !isAway) return Promise.resolve(true);
      return hub === "broken" ? Promise.reject(new Error("gone")) : new Promise(() => {});
    });
    for (const hub of ["broken", "hanging", "good"]) hubs.add(hub, "");
    const telling = hubs.tellAll(() => stateAt(1));
    await vi.runAllTimersAsync();
    await telling;
    expect(told).toEqual(["broken 01", "hanging 01", "good 01"]);
    isAway = false;
    await hubs.tellAll(() => stateAt(1));
    expect(told.slice(3)).toEqual(["broken 01", "hanging 01"]);
    await hubs.tellAll(() => stateAt(1));
    expect(told).toHaveLength(5);
  });

  it("that fail for long are forgotten, and the log says so", async () => {
    const { hubs, told, lines } = register(() => Promise.reject(new Error("gone")));
    hubs.add("a", "");
    for (let n = 0; n < HUB_FAILURES_MAX + 5; n++) await hubs.tellAll(() => stateAt(1));
    expect([told.length, hubs.count()]).toEqual([HUB_FAILURES_MAX, 0]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: "warn", hub: "a" }]);
  });

  it("in which nobody listens any more are forgotten, but not one that came anew meanwhile", async () => {
    let answer = (_listens: boolean) => {};
    const { hubs } = register(() => new Promise((resolve) => (answer = resolve)));
    hubs.add("a", "");
    vi.advanceTimersByTime(HUB_GRACE_MS);
    let telling = hubs.tellAll(() => stateAt(1));
    answer(false);
    await telling;
    expect(hubs.count()).toBe(0);

    hubs.add("a", "");
    vi.advanceTimersByTime(HUB_GRACE_MS);
    telling = hubs.tellAll(() => stateAt(1));
    hubs.remove("a");
    hubs.add("a", stateAt(1).changedAt);
    answer(false);
    await telling;
    expect(hubs.count()).toBe(1);
  });

  it("whose first socket is still on its way are told again until it is there", async () => {
    let hasSocket = false;
    const { hubs, told } = register(async () => hasSocket);
    hubs.add("a", "");
    await hubs.tellAll(() => stateAt(1));
    hasSocket = true;
    await hubs.tellAll(() => stateAt(1));
    await hubs.tellAll(() => stateAt(1));
    expect([told, hubs.count()]).toEqual([["a 01", "a 01"], 1]);
  });

  it("are told again after a while without news, so that empty ones can say so", async () => {
    const { hubs, told } = register(async () => false);
    hubs.add("a", stateAt(1).changedAt);
    vi.advanceTimersByTime(HUB_RETELL_MS - 1);
    await hubs.tellAll(() => stateAt(1));
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    await hubs.tellAll(() => stateAt(1));
    expect([told, hubs.count()]).toEqual([["a 01"], 0]);
  });
});
