import { expect, it } from "vitest";
import { daysAgo } from "./calendar.ts";

it("days are counted by the calendar, not by hours", () => {
  const now = Date.parse("2026-03-02T00:30");
  expect(daysAgo(new Date("2026-03-02T00:00").toISOString(), now)).toBe(0);
  expect(daysAgo(new Date("2026-03-01T23:59").toISOString(), now)).toBe(1);
  expect(daysAgo(new Date("2026-02-28T23:59").toISOString(), now)).toBe(2);
});
