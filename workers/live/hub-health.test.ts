import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HealthState } from "../health/health.schema.ts";
import { MINUTE } from "../shared/time.ts";
import { HEALTH_UNKNOWN } from "./health-source.ts";
import { createHubHealth } from "./hub-health.ts";

const state = (changedAt: string, status: HealthState["status"] = "ok"): HealthState => ({
  status,
  components: HEALTH_UNKNOWN.components,
  changedAt: new Date(changedAt).toISOString(),
});
const FIRST = state("2026-11-21T10:00:00Z");
const SECOND = state("2026-11-21T11:00:00Z", "down");

function hubHealth(sockets = 1) {
  const stored = new Map<string, unknown>();
  const hub = { sockets };
  const kv = {
    get: (key: string) => stored.get(key),
    put: (key: string, value: unknown) => void stored.set(key, value),
    delete: (key: string) => stored.delete(key),
  } as unknown as SyncKvStorage;
  const source = { join: vi.fn(async () => FIRST), leave: vi.fn(async () => undefined) };
  const broadcast = vi.fn();
  const work: Promise<unknown>[] = [];
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const health = createHubHealth({
    kv,
    hub: () => "hub:x",
    source,
    hasSockets: () => hub.sockets > 0,
    broadcast,
    background: (each) => work.push(each),
    log: () => log,
  });
  return { health, source, broadcast, hub, settled: () => Promise.all(work) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the health of a hub", () => {
  it("is asked for once, and told from then on; only what is newer goes to sockets", async () => {
    const { health, source, broadcast } = hubHealth();
    expect([await health.current(), await health.current()]).toEqual([FIRST, FIRST]);
    expect(source.join).toHaveBeenCalledExactlyOnceWith("hub:x");
    expect([health.learn(SECOND), health.learn(SECOND), health.learn(FIRST)]).toEqual([true, true, true]);
    expect(broadcast).toHaveBeenCalledExactlyOnceWith(SECOND);
    expect(await health.current()).toEqual(SECOND);
  });

  it("is nobody's without a socket, and is asked for anew by the next", async () => {
    const { health, source, broadcast, hub } = hubHealth();
    await health.current();
    hub.sockets = 0;
    await health.leave();
    expect(source.leave).toHaveBeenCalledExactlyOnceWith("hub:x");
    expect(health.learn(SECOND)).toBe(false);
    expect(broadcast).not.toHaveBeenCalled();
    await health.current();
    expect(source.join).toHaveBeenCalledTimes(2);
  });

  it("is asked for anew when somebody came while the hub left, or when nothing was heard for long", async () => {
    const { health, source } = hubHealth();
    await health.current();
    await health.leave();
    expect(source.join).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(10 * MINUTE - 1);
    await health.current();
    expect(source.join).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1);
    await health.current();
    expect(source.join).toHaveBeenCalledTimes(3);
  });

  it("keeps nobody waiting: what is known late goes to sockets as news", async () => {
    const { health, source, broadcast, settled } = hubHealth();
    source.join.mockImplementationOnce(
      () => new Promise((resolve) => setTimeout(() => resolve(SECOND), 5_000)),
    );
    const current = health.current();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await current).toEqual(HEALTH_UNKNOWN);
    await vi.advanceTimersByTimeAsync(4_000);
    await settled();
    expect(broadcast).toHaveBeenCalledExactlyOnceWith(SECOND);
  });

  it("is unknown, or what it was, when nobody can be asked", async () => {
    const { health, source } = hubHealth();
    source.join.mockRejectedValueOnce(new Error("away"));
    expect(await health.current()).toEqual(HEALTH_UNKNOWN);
    await health.current();
    vi.advanceTimersByTime(10 * MINUTE);
    source.join.mockRejectedValueOnce(new Error("away"));
    expect(await health.current()).toEqual(FIRST);
  });
});
