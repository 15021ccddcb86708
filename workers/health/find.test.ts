import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HEALTH_PROBE_MS } from "../shared/limits.ts";
import { find } from "./find.ts";
import { ProbeFailure } from "./probes.ts";

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** A component that behaves as told, once for each question, and then as told last. */
function component(...behaviours: (() => Promise<void>)[]) {
  const asked: number[] = [];
  const probe = () => {
    const behaviour = behaviours[Math.min(asked.length, behaviours.length - 1)];
    asked.push(performance.now());
    return behaviour?.() ?? Promise.resolve();
  };
  return { probe, asked };
}

/** What was found, and how long it took. */
async function found(probe: Parameters<typeof find>[0]) {
  const start = performance.now();
  const finding = find(probe);
  await vi.runAllTimersAsync();
  const result = await finding;
  expect(vi.getTimerCount()).toBe(0);
  return { ...result, tookAtMost: HEALTH_PROBE_MS >= performance.now() - start };
}

const quick = () => wait(5);
const slow = () => wait(900);
const silent = () => new Promise<void>(() => {});
const refusing = async () => {
  await wait(3);
  throw new ProbeFailure("answered 503");
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a component that is asked", () => {
  it("counts at its first answer when that is quick", async () => {
    const { probe, asked } = component(quick);
    expect(await found(probe)).toMatchObject({ outcome: "answered", latencyMs: 5 });
    expect(asked).toHaveLength(1);
  });

  it("may lose one connection, or be slow once", async () => {
    expect(await found(component(refusing, quick).probe)).toMatchObject({
      outcome: "answered",
      latencyMs: 5,
    });
    expect(await found(component(slow, quick).probe)).toMatchObject({ outcome: "answered", latencyMs: 5 });
  });

  it("fails when it does so twice, and the reason is kept", async () => {
    const { probe, asked } = component(refusing);
    expect(await found(probe)).toMatchObject({ outcome: "failed", latencyMs: 3, reason: "answered 503" });
    expect(asked).toHaveLength(2);
  });

  it("fails by silence, asked once or twice, within the time there is", async () => {
    for (const behaviours of [[silent], [refusing, silent], [slow, silent]]) {
      const { outcome, tookAtMost } = await found(component(...behaviours).probe);
      expect([outcome, tookAtMost]).toEqual([behaviours[0] === slow ? "answered" : "failed", true]);
    }
  });

  it("may throw anything: only our own words get into the log", async () => {
    const throwing = () => Promise.reject(new TypeError("connect 10.0.0.7 failed"));
    expect(await found(throwing)).toMatchObject({ outcome: "failed", reason: "TypeError" });
    expect(await found(() => Promise.reject("10.0.0.7"))).toMatchObject({ reason: "string" });
  });

  it("is not asked where there is nothing to ask", async () => {
    expect(await found("ok")).toMatchObject({ outcome: "answered", latencyMs: 0 });
    expect(await found("disabled")).toMatchObject({ outcome: "disabled" });
  });
});
