import { durationOf } from "../../duration.ts";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

// Spelled here, so that no runtime's locale data changes what is sent twice.
export const time = {
  /** `2026-03-01T09:30:00.000Z` is "1 March 2026 at 09:30 UTC". */
  date(iso: string): string {
    const date = new Date(iso);
    const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    return `${day} at ${date.toISOString().slice(11, 16)} UTC`;
  },

  /** `300` is "5 minutes". */
  duration(seconds: number): string {
    const { count, unit } = durationOf(seconds);
    return `${count} ${unit}${count === 1 ? "" : "s"}`;
  },
};
