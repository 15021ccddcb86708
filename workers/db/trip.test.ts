import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DATABASE_TIMEOUT_MS } from "../shared/limits.ts";
import { createTrip } from "./trip.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What an observer heard of a trip that a rejection ends, or none. */
async function observed(run: () => Promise<unknown>): Promise<[number, string | null][]> {
  const heard: [number, string | null][] = [];
  const trip = createTrip(
    { count: 0, milliseconds: 0 },
    (error) => error.message === "connection lost",
    (milliseconds, failure) => heard.push([milliseconds, failure]),
  );
  const outcome = trip(run).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(2 * DATABASE_TIMEOUT_MS);
  await outcome;
  return heard;
}

describe("whoever watches trips to the database hears", () => {
  it("how long one took", async () => {
    const answer = () => new Promise((resolve) => setTimeout(resolve, 40));
    expect(await observed(answer)).toEqual([[40, null]]);
  });

  it("that the database is away", async () => {
    expect(await observed(() => Promise.reject(new Error("connection lost")))).toEqual([[0, "away"]]);
  });

  it("that it said nothing in time", async () => {
    expect(await observed(() => new Promise(() => undefined))).toEqual([[DATABASE_TIMEOUT_MS, "timeout"]]);
  });

  it("of no failure where a statement is wrong", async () => {
    expect(await observed(() => Promise.reject(new Error("no such column")))).toEqual([[0, null]]);
  });
});
