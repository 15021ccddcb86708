import { describe, expect, it } from "vitest";
import { dateWords } from "./date-words.ts";
import { durationWords } from "./duration-words.ts";

describe("dates in words", () => {
  it.each([
    ["2026-11-21T11:29:59.999Z", "21 November 2026 at 11:29 UTC"],
    ["2027-01-01T00:00:00.000Z", "1 January 2027 at 00:00 UTC"],
  ])("calls %s %s", (iso, words) => {
    expect(dateWords(iso)).toBe(words);
  });
});

describe("durations in words", () => {
  it.each([
    [1, "1 second"],
    [90, "90 seconds"],
    [60, "1 minute"],
    [300, "5 minutes"],
    [1_800, "30 minutes"],
    [3_600, "1 hour"],
    [5_400, "90 minutes"],
    [86_400, "24 hours"],
    [604_800, "7 days"],
  ])("calls %i seconds %s", (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});
