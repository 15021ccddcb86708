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

/** `2026-03-01T09:30:00.000Z` is "1 March 2026 at 09:30 UTC". Spelled here, so that no runtime's locale data changes it. */
export function dateWords(iso: string): string {
  const date = new Date(iso);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day} at ${date.toISOString().slice(11, 16)} UTC`;
}
