import { describe, expect, it } from "vitest";
import { WORDS } from "./words.ts";

describe("dates in words", () => {
  it.each([
    ["en", "2026-11-21T11:29:59.999Z", "21 November 2026 at 11:29 UTC"],
    ["en", "2027-01-01T00:00:00.000Z", "1 January 2027 at 00:00 UTC"],
    ["de", "2026-03-01T09:30:00.000Z", "1. März 2026 um 09:30 Uhr UTC"],
    ["ja", "2026-03-01T09:30:00.000Z", "2026年3月1日 9:30（UTC）"],
    ["ja", "2026-12-31T23:05:59.999Z", "2026年12月31日 23:05（UTC）"],
  ] as const)("in %s call %s %s", (language, iso, words) => {
    expect(WORDS[language].time.date(iso)).toBe(words);
  });
});

describe("durations in words", () => {
  it.each([
    [1, "1 second", "1 Sekunde", "1秒間"],
    [90, "90 seconds", "90 Sekunden", "90秒間"],
    [60, "1 minute", "1 Minute", "1分間"],
    [300, "5 minutes", "5 Minuten", "5分間"],
    [1_800, "30 minutes", "30 Minuten", "30分間"],
    [3_600, "1 hour", "1 Stunde", "1時間"],
    [5_400, "90 minutes", "90 Minuten", "90分間"],
    [86_400, "24 hours", "24 Stunden", "24時間"],
    [604_800, "7 days", "7 Tage", "7日間"],
  ])("call %i seconds %s, %s, %s", (seconds, en, de, ja) => {
    expect([WORDS.en, WORDS.de, WORDS.ja].map(({ time }) => time.duration(seconds))).toEqual([en, de, ja]);
  });
});
