import { FAMILIES } from "./families.ts";
import type { Tally } from "./tally.ts";

/** What Analytics Engine takes (developers.cloudflare.com/analytics/analytics-engine/limits): past these it drops a point without a word. */
export const INDEX_MAX_BYTES = 96;
export const BLOBS_MAX = 20;
export const BLOBS_MAX_BYTES = 16 * 1024;
/** Per invocation, whichever page is right: newer ones say 250, older ones 25. */
export const POINTS_MAX = 20;
/** A label of the code's own is a template or a name; whatever is longer came from somewhere else. */
const LABEL_MAX_BYTES = 200;

export const VIOLATIONS = ["too_many", "too_long", "unknown_label"] as const;
export type Violation = (typeof VIOLATIONS)[number];

/** The columns: index1 the family, blobs the labels in the catalogue's order, double1 the value, double2 how many durations it is the mean of. */
export function dataPoint({ family, labels, value, observations }: Tally) {
  return { indexes: [family], blobs: labels, doubles: [value, observations] };
}

/** Why a point must not be written, if there is a reason. */
export function violationOf(tally: Tally): Violation | null {
  const rules = FAMILIES.get(tally.family)?.labels;
  if (!rules) return "unknown_label";
  const sizes = tally.labels.map(bytes);
  const isLong =
    bytes(tally.family) > INDEX_MAX_BYTES ||
    sizes.length > BLOBS_MAX ||
    sizes.some((size) => size > LABEL_MAX_BYTES) ||
    sizes.reduce((sum, size) => sum + size, 0) > BLOBS_MAX_BYTES;
  if (isLong) return "too_long";
  const isKnown = rules.every(({ values }, index) => {
    const label = tally.labels[index] ?? "";
    return values === null ? label !== "" : values.includes(label);
  });
  return isKnown && rules.length === tally.labels.length && Number.isFinite(tally.value)
    ? null
    : "unknown_label";
}

/** Those that may be written, at most `room` of them, and how often each limit kept one back. */
export function admit(tallies: readonly Tally[], room: number) {
  const admitted: Tally[] = [];
  const dropped = new Map<Violation, number>();
  for (const tally of tallies) {
    const violation = violationOf(tally) ?? (admitted.length < room ? null : "too_many");
    if (violation === null) admitted.push(tally);
    else dropped.set(violation, (dropped.get(violation) ?? 0) + 1);
  }
  return { admitted, dropped };
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
