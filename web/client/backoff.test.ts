import { describe, expect, it } from "vitest";
import { backoffMs, LONGEST_STEP } from "./backoff.ts";

describe("the wait after a failure", () => {
  it("is bounded by a second at first, and by twice as much each time", () => {
    expect([0, 1, 2, 3, 4].map((failures) => backoffMs(failures, 1))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000,
    ]);
  });

  it("is never bounded by more than 30 seconds", () => {
    expect([LONGEST_STEP, LONGEST_STEP + 1, 10_000].map((failures) => backoffMs(failures, 1))).toEqual([
      30_000, 30_000, 30_000,
    ]);
  });

  it("is anywhere below its bound, so that many who fail together come back apart", () => {
    expect([0, 0.25, 0.5].map((random) => backoffMs(3, random))).toEqual([0, 2_000, 4_000]);
  });
});
