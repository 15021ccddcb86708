import { language } from "./words/words.ts";

/** "November 21, 2026 at 9:30 AM", where the reader is. */
export function dateAndTime(iso: string): string {
  return format({ dateStyle: "long", timeStyle: "short" }, iso);
}

/** "November 21, 2026". */
export function day(iso: string): string {
  return format({ dateStyle: "long" }, iso);
}

/** "12 kB". */
export function fileSize(bytes: number): string {
  const options = { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language(), options).format(Math.max(1, bytes / 1000));
}

function format(options: Intl.DateTimeFormatOptions, iso: string): string {
  return new Intl.DateTimeFormat(language(), options).format(new Date(iso));
}

/** "9:30 AM" */
export function timeOfDay(at: string | number): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format(new Date(at));
}

/** "4 seconds ago" */
export function timeAgo(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const ago = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  if (seconds < 60) return ago.format(-seconds, "second");
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? ago.format(-minutes, "minute") : ago.format(-Math.round(minutes / 60), "hour");
}

/** "today", "yesterday" */
export function dayOf(at: string, now: number): string {
  const days = Math.round((midnight(Date.parse(at)) - midnight(now)) / 86_400_000);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(days, "day");
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
