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
