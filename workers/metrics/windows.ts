import type { Increment } from "./increment.ts";
import { seriesKey } from "./series.ts";

/** What Analytics Engine says of a part of a series in a minute. It may say more later, or a little less. */
export interface Reading extends Increment {
  /** Its beginning, in milliseconds since 1970. */
  minute: number;
}

export interface Window {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;
/** How long a minute is left alone after its end: Analytics Engine doesn't say how late it takes points in. */
export const CLOSE_MS = 120_000;
/** How far behind the watermark minutes are read again, for points that were later still. */
export const REREAD_MS = 5 * MINUTE_MS;
/** New minutes at once, so that an answer after days off stays small. */
export const CHUNK_MS = 10 * MINUTE_MS;

/**
 * Whole minutes to read now; null while no other one has closed. Everything before the watermark is in. Where there is
 * none, counting begins with what a second reading would reach.
 */
export function nextWindow(watermark: number | null, now: number): Window | null {
  const closed = Math.floor((now - CLOSE_MS) / MINUTE_MS) * MINUTE_MS;
  const known = watermark ?? closed;
  if (watermark !== null && closed <= watermark) return null;
  return { from: known - REREAD_MS, to: Math.min(closed, known + CHUNK_MS) };
}

/** Whether there is more to read as soon as this window is done. */
export function isBehind({ to }: Window, now: number): boolean {
  return now - CLOSE_MS - to >= MINUTE_MS;
}

/**
 * What readings add to what was seen of their minutes before: never less than nothing, so reading again changes nothing,
 * what came late is added once, and an answer that wobbles (sampling does) lowers no counter.
 */
export function account(readings: readonly Reading[], seen: readonly Reading[]): Reading[] {
  const amounts = new Map(seen.map((reading) => [keyOf(reading), reading.amount]));
  const added: Reading[] = [];
  for (const reading of readings) {
    const key = keyOf(reading);
    const before = amounts.get(key) ?? 0;
    if (reading.amount <= before) continue;
    amounts.set(key, reading.amount);
    added.push({ ...reading, amount: reading.amount - before });
  }
  return added;
}

function keyOf({ family, labels, part, minute }: Reading): string {
  return `${minute} ${part} ${seriesKey(family, labels)}`;
}
