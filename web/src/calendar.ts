/** In whole days of the reader's calendar: 0 is today, 1 yesterday. */
export function daysAgo(iso: string, now: number): number {
  return Math.round((midnight(now) - midnight(Date.parse(iso))) / 86_400_000);
}

export function isSameDay(one: string, other: string): boolean {
  return daysAgo(one, Date.parse(other)) === 0;
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
