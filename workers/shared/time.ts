/** Durations are milliseconds inside, `30s`, `5m`, `7d` in settings, whole seconds on the wire. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UNITS = { s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const;

/** `"15m"` to milliseconds, or null for anything else: no spaces, no fractions, no zero. */
export function parseDuration(text: string): number | null {
  const match = /^([1-9]\d{0,6})([smhd])$/.exec(text);
  return match ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : null;
}

export type Now = () => Date;

export function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}

export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** Whole seconds until `then`, at least 1: what `Retry-After` and countdowns show. */
export function secondsUntil(then: Date, now: Date): number {
  return Math.max(1, Math.ceil((then.getTime() - now.getTime()) / SECOND));
}
