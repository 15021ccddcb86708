import { daysAgo } from "./calendar.ts";
import { language } from "./words/words.ts";

/** "November 21, 2026 at 9:30 AM", where the reader is. */
export function dateAndTime(iso: string): string {
  return format(iso, { dateStyle: "long", timeStyle: "short" });
}

/** "Nov 5, 2026, 9:30 AM", where there is little room. */
export function shortDateAndTime(iso: string): string {
  return format(iso, { dateStyle: "medium", timeStyle: "short" });
}

/** "9:30 – 9:42 AM", from the earlier to the later; one time where they are the same minute. */
export function timeSpan(from: string, to: string): string {
  const format = new Intl.DateTimeFormat(language(), { timeStyle: "short" });
  return format.formatRange(new Date(from), new Date(to));
}

/** "9:30 AM" */
export function timeOfDay(at: string | number): string {
  return format(at, { timeStyle: "short" });
}

/** "Thursday, November 5", with the year where it is another than this one. */
export function dateOfDay(iso: string, now: number): string {
  const isThisYear = new Date(iso).getFullYear() === new Date(now).getFullYear();
  return format(iso, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(!isThisYear && { year: "numeric" }),
  });
}

function format(at: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language(), options).format(new Date(at));
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/**
 * "3 minutes ago". Within the first minute `justNow`, or the seconds where none is given: also where this computer's clock is
 * behind the service's.
 */
export function timeAgo(at: string | number, now: number, justNow?: string): string {
  const ago = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  const seconds = Math.max(0, (now - new Date(at).getTime()) / 1000);
  const found = UNITS.find(([, length]) => seconds >= length);
  if (!found) return justNow ?? ago.format(-Math.round(seconds), "second");
  const [unit, length] = found;
  return new Intl.RelativeTimeFormat(language()).format(-Math.floor(seconds / length), unit);
}

/** A country by its code, in the reader's language; null where the code is nobody's. */
export function countryName(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  return new Intl.DisplayNames(language(), { type: "region", fallback: "none" }).of(code) ?? null;
}

/** "today", "yesterday" */
export function dayOf(at: string, now: number): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-daysAgo(at, now), "day");
}

/** "November 21, 2026". */
export function day(iso: string): string {
  return format(iso, { dateStyle: "long" });
}

/** "12 kB". */
export function fileSize(bytes: number): string {
  const options = { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language(), options).format(Math.max(1, bytes / 1000));
}
