import { HISTOGRAMS } from "./catalog.ts";
import type { Point } from "./events.ts";
import { bucketOf, FAMILIES } from "./families.ts";

/**
 * Points of one family, with the same labels and, of a histogram, in the same bucket, as one. A counter's `value` is its
 * count; a histogram's the mean of `observations` durations, in seconds.
 */
export interface Tally {
  family: string;
  /** In the catalogue's order. */
  labels: string[];
  value: number;
  observations: number;
}

/** Gathers what happens in one request, or one call of an object, until it is handed to a sink. */
export function createTallies() {
  let tallies = new Map<string, Tally>();

  return {
    record(point: Point): void {
      const family = FAMILIES.get(point.name);
      const given: Readonly<Record<string, string>> = point.labels;
      const labels = family?.labels.map(({ name }) => given[name] ?? "") ?? [];
      const isDuration = "seconds" in point;
      const key = JSON.stringify([point.name, labels, isDuration ? bucketOf(point.seconds) : null]);
      const before = tallies.get(key) ?? { family: point.name, labels, value: 0, observations: 0 };
      const observations = before.observations + 1;
      const value = isDuration
        ? before.value + (point.seconds - before.value) / observations
        : before.value + point.count;
      tallies.set(key, { ...before, value, observations });
    },

    /** All of them; then it begins anew. Counts come before durations: where there is room for some only, they matter more. */
    take(): Tally[] {
      const taken = [...tallies.values()];
      tallies = new Map();
      const [counts, durations] = [false, true].map((wanted) =>
        taken.filter(({ family }) => family in HISTOGRAMS === wanted),
      );
      return [...(counts ?? []), ...(durations ?? [])];
    },
  };
}
