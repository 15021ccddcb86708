import { describe, expect, it } from "vitest";
import { createCircuitBreaker, REST_MS } from "./circuit-breaker.ts";

const T = 1_800_000_000_000;

describe("a circuit breaker", () => {
  it("lets everybody through while all is well", () => {
    const breaker = createCircuitBreaker();
    breaker.succeeded();
    expect([breaker.allows(T), breaker.allows(T)]).toEqual([true, true]);
  });

  it("lets nobody through after a failure, until the rest is over, and then one", () => {
    const breaker = createCircuitBreaker();
    breaker.failed(T);
    expect([breaker.allows(T), breaker.allows(T + REST_MS - 1)]).toEqual([false, false]);
    expect([breaker.allows(T + REST_MS), breaker.allows(T + REST_MS)]).toEqual([true, false]);
  });

  it("closes when that one succeeds, and rests again when it fails", () => {
    const breaker = createCircuitBreaker();
    breaker.failed(T);
    breaker.allows(T + REST_MS);
    breaker.failed(T + REST_MS + 250);
    expect(breaker.allows(T + 2 * REST_MS)).toBe(false);
    expect(breaker.allows(T + 2 * REST_MS + 250)).toBe(true);
    breaker.succeeded();
    expect([breaker.allows(T), breaker.allows(T)]).toEqual([true, true]);
  });

  it("sends another one when that one is never heard of again", () => {
    const breaker = createCircuitBreaker();
    breaker.failed(T);
    expect(breaker.allows(T + REST_MS)).toBe(true);
    expect(breaker.allows(T + 2 * REST_MS)).toBe(true);
  });
});
