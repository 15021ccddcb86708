import { describe, expect, it } from "vitest";
import { addHit, countHits, fullUntil, type Hits, lastUntil, liveHits, take } from "./window.ts";

const WINDOW = 900_000;
const T = 1_800_000_000_000;

function hitsAt(...times: number[]): Hits {
  return times.reduce<Hits>((hits, at) => addHit(liveHits(hits, at), WINDOW, at), []);
}

describe("a sliding window", () => {
  it("has room until it is full, and again when the oldest hit leaves it", () => {
    const hits = hitsAt(T, T + 60_000, T + 120_000);
    expect(fullUntil(hits, 4)).toBeNull();
    expect(fullUntil(hits, 3)).toBe(T + WINDOW);
    expect(fullUntil(liveHits(hits, T + WINDOW - 1), 3)).toBe(T + WINDOW);
    expect(fullUntil(liveHits(hits, T + WINDOW), 3)).toBeNull();
    expect(lastUntil(hits)).toBe(T + 120_000 + WINDOW);
  });

  it("says when there is room again also when the limit was lowered meanwhile", () => {
    expect(fullUntil(hitsAt(T, T + 60_000, T + 120_000), 1)).toBe(T + 120_000 + WINDOW);
  });

  it("keeps a bounded number of entries, and forgets none of them early", () => {
    let hits: Hits = [];
    for (let n = 0; n < 20_000; n++) hits = addHit(liveHits(hits, T + n * 40), WINDOW, T + n * 40);
    expect(countHits(hits)).toBe(20_000);
    expect(hits.length).toBeLessThanOrEqual(1_001);
    expect(countHits(liveHits(hits, T + WINDOW))).toBe(20_000);
    expect(countHits(liveHits(hits, T + WINDOW + 1_000))).toBeLessThan(20_000);
  });

  it("is empty at the end", () => {
    expect(lastUntil([])).toBeNull();
    expect(countHits(liveHits(hitsAt(T, T + 1), T + 1 + WINDOW))).toBe(0);
  });
});

describe("taking", () => {
  const HOUR = 3_600_000;
  const rates = [
    { max: 3, windowMs: HOUR },
    { max: 1, windowMs: 60_000 },
  ];

  it("keeps the pause between two and the number of all", () => {
    let taken: readonly Hits[] = [];
    const at = (now: number) => {
      const result = take(taken, rates, now);
      taken = result.taken;
      return result.waitUntil;
    };
    expect(at(T)).toBeNull();
    expect(at(T + 59_999)).toBe(T + 60_000);
    expect(at(T + 60_000)).toBeNull();
    expect(at(T + 120_000)).toBeNull();
    expect(at(T + 130_000)).toBe(T + HOUR);
    expect(at(T + HOUR - 1)).toBe(T + HOUR);
    expect(at(T + HOUR)).toBeNull();
    expect(at(T + HOUR + 60_000)).toBeNull();
    expect(at(T + HOUR + 60_001)).toBe(T + HOUR + 120_000);
  });

  it("takes nothing of one rate when another is used up", () => {
    let taken = take([], rates, T).taken;
    for (let n = 1; n <= 10; n++) taken = take(taken, rates, T + n).taken;
    expect(taken.map(countHits)).toEqual([1, 1]);
  });
});
