export type Unit = "second" | "minute" | "hour" | "day";

const UNITS = [
  { unit: "day", seconds: 86_400, from: 2 },
  { unit: "hour", seconds: 3_600, from: 1 },
  { unit: "minute", seconds: 60, from: 1 },
] as const;

/** `300` is 5 minutes: the largest unit that divides it, so that nothing is rounded. One day is 24 hours. */
export function durationOf(seconds: number): { count: number; unit: Unit } {
  for (const { unit, seconds: each, from } of UNITS) {
    const count = seconds / each;
    if (Number.isInteger(count) && count >= from) return { count, unit };
  }
  return { count: seconds, unit: "second" };
}
