import type { Rate } from "../config.ts";

/** Things that happened and count until `until`; those of about one moment share an entry. */
export interface Hit {
  until: number;
  count: number;
}

/** A sliding window: oldest first. Each hit carries its own end, so a changed setting holds from the next one on. */
export type Hits = readonly Hit[];

/** Entries per window at most, where nobody asks for fewer: hits closer together than a 1000th of it leave it together. */
const RESOLUTION = 1_000;

/** What has not left its window. */
export function liveHits(hits: Hits, now: number): Hits {
  return hits.every(({ until }) => until > now) ? hits : hits.filter(({ until }) => until > now);
}

/** `hits` must be live. */
export function addHit(hits: Hits, windowMs: number, at: number, resolution = RESOLUTION): Hits {
  const until = at + windowMs;
  const slot = (time: number) => Math.floor((time * resolution) / windowMs);
  const last = hits.at(-1);
  if (last && slot(last.until) === slot(until))
    return [...hits.slice(0, -1), { until, count: last.count + 1 }];
  return [...hits, { until, count: 1 }];
}

export function countHits(hits: Hits): number {
  return hits.reduce((sum, { count }) => sum + count, 0);
}

/** When there is room for one more: null means at once. `hits` must be live. */
export function fullUntil(hits: Hits, max: number): number | null {
  let left = countHits(hits);
  let until: number | null = null;
  for (const hit of hits) {
    if (left < max) break;
    left -= hit.count;
    until = hit.until;
  }
  return until;
}

/**
 * Takes one of each rate, or nothing when one of them is used up: then `waitUntil` is when all have room.
 * `taken` holds the hits of each rate in the order of `rates`.
 */
export function take(
  taken: readonly Hits[],
  rates: readonly Rate[],
  now: number,
  resolution = RESOLUTION,
): { taken: readonly Hits[]; waitUntil: number | null } {
  const live = rates.map((_, index) => liveHits(taken[index] ?? [], now));
  const waits = rates.flatMap(({ max }, index) => fullUntil(live[index] ?? [], max) ?? []);
  if (waits.length > 0) return { taken: live, waitUntil: Math.max(...waits) };
  return {
    taken: rates.map(({ windowMs }, index) => addHit(live[index] ?? [], windowMs, now, resolution)),
    waitUntil: null,
  };
}

/** When all of these hits have left their window; null when there is none. */
export function lastUntil(hits: Hits): number | null {
  return hits.length === 0 ? null : Math.max(...hits.map(({ until }) => until));
}
