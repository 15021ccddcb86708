const UNITS = [
  { name: "day", seconds: 86_400, from: 2 },
  { name: "hour", seconds: 3_600, from: 1 },
  { name: "minute", seconds: 60, from: 1 },
] as const;

/** `300` is "5 minutes": the largest unit that divides it, so that nothing is rounded. One day is "24 hours". */
export function durationWords(seconds: number): string {
  for (const unit of UNITS) {
    const count = seconds / unit.seconds;
    if (Number.isInteger(count) && count >= unit.from) return counted(count, unit.name);
  }
  return counted(seconds, "second");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
