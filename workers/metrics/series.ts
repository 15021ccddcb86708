import { FAMILIES } from "./families.ts";

/** Beyond so many, new label values of the code's own are counted together: a scrape stays a megabyte or two. */
export const SERIES_MAX = 5_000;
/** What those are called. */
export const OTHER = "other";
/** Families with no more label sets than this are there from the beginning, at 0. */
const KNOWN_SETS_MAX = 256;

export function seriesKey(family: string, labels: readonly string[]): string {
  return JSON.stringify([family, ...labels]);
}

/** Says under which labels a series is kept, and remembers those that are. */
export function createSeriesRegister(known: Iterable<string>, max = SERIES_MAX) {
  const keys = new Set(known);

  return {
    count: () => keys.size,

    place(family: string, labels: readonly string[]): readonly string[] {
      const key = seriesKey(family, labels);
      if (keys.has(key) || keys.size < max) {
        keys.add(key);
        return labels;
      }
      const rules = FAMILIES.get(family)?.labels ?? [];
      return labels.map((label, index) => (rules[index]?.values === null ? OTHER : label));
    },
  };
}

/** All label sets of a family whose labels are closed and few; null where they can't be known, or are too many. */
export function knownLabelSets(family: string): string[][] | null {
  const rules = FAMILIES.get(family)?.labels ?? [];
  let sets: string[][] = [[]];
  for (const { values } of rules) {
    if (values === null || sets.length * values.length > KNOWN_SETS_MAX) return null;
    sets = sets.flatMap((set) => values.map((value) => [...set, value]));
  }
  return sets;
}
