import { bucketOf, FAMILIES } from "./families.ts";
import type { Tally } from "./tally.ts";

/** What is added to a total that only grows. */
export interface Increment {
  family: string;
  labels: readonly string[];
  /** Of a histogram: the number of a bucket, or "sum" for its seconds. Empty for a counter. */
  part: string;
  amount: number;
}

/** A bucket's total is what fell into it alone: added up for the exposition, buckets can never contradict each other. */
export function incrementsOf({ family, labels, value, observations }: Tally): Increment[] {
  if (FAMILIES.get(family)?.kind !== "histogram") return [{ family, labels, part: "", amount: value }];
  return [
    { family, labels, part: String(bucketOf(value)), amount: observations },
    { family, labels, part: "sum", amount: value * observations },
  ];
}
