/** The bound of the first wait; it doubles with each failure in a row. */
const FIRST_MS = 1_000;

/** Where the bound stops growing: after an outage everybody is back within this time. */
const LONGEST_MS = 30_000;

/** So many failures, and more, wait at the longest step. */
export const LONGEST_STEP = Math.ceil(Math.log2(LONGEST_MS / FIRST_MS));

/** A connection that lasted so long was a good one: the next failure is the first again. */
export const STEADY_MS = 10_000;

/**
 * How long to wait after so many failures in a row, the first being 0. Exponential with full jitter: those who lost a
 * server at the same moment don't come back at the same moment. `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}
