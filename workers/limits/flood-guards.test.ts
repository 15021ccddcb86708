import { describe, expect, it, vi } from "vitest";
import { createFloodGuards } from "./flood-guards.ts";

/** A platform's limiter of `max` for each key. */
function limiterOf(max: number) {
  const counts = new Map<string, number>();
  const limit = vi.fn(async ({ key }: { key: string }) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return { success: (counts.get(key) ?? 0) <= max };
  });
  return { limit };
}

const refused = {
  code: "rate_limited",
  options: { retryAfterSeconds: 60, reason: expect.stringContaining("request") },
};

describe("a flood guard", () => {
  it("refuses what the platform refuses, by key, for a minute", async () => {
    const onOpen = vi.fn();
    const guards = createFloodGuards({ bindings: { request: limiterOf(2) }, scale: 1, onOpen });
    await guards.request("a");
    await guards.request("a");
    await expect(guards.request("a")).rejects.toMatchObject(refused);
    await guards.request("b");
    expect(onOpen).not.toHaveBeenCalled();
  });

  it("counts each kind by itself", async () => {
    const bindings = { request: limiterOf(1), refresh: limiterOf(1), upgrade: limiterOf(1) };
    const guards = createFloodGuards({ bindings, scale: 1, onOpen: vi.fn() });
    for (const guard of ["request", "refresh", "upgrade"] as const) {
      await guards[guard]("one");
      await expect(guards[guard]("one")).rejects.toMatchObject({ code: "rate_limited" });
    }
  });

  it("is off with a scale above 1", async () => {
    const request = limiterOf(0);
    const guards = createFloodGuards({ bindings: { request }, scale: 2, onOpen: vi.fn() });
    await guards.request("a");
    expect(request.limit).not.toHaveBeenCalled();
  });

  it("lets everybody through, and says so, where its binding is missing or fails", async () => {
    const onOpen = vi.fn();
    const broken = { limit: () => Promise.reject(new Error("internal error")) };
    const guards = createFloodGuards({ bindings: { refresh: broken }, scale: 1, onOpen });
    await guards.refresh("a");
    await guards.upgrade("a");
    expect(onOpen.mock.calls).toEqual([["refresh"], ["upgrade"]]);
  });
});
