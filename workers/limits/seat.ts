import { SECOND } from "../shared/time.ts";

/** How long a seat is waited for. A reservation outlives it and the slowest hash after it. */
export const PATIENCE_MS = 10 * SECOND;

export type Verdict<Reason> =
  | { result: "admitted" }
  | { result: "refused"; reason: Reason; until: number }
  /** Only attempts that are under way are in the way. */
  | { result: "busy" };

/** What an attempt has to hold in one object while it is under way. */
export interface Seat<Reason> {
  /** Waits up to `patienceMs` while it is busy. */
  begin(patienceMs: number): Promise<Verdict<Reason>>;
  /** As if it had never begun. Changes nothing where no seat is held. */
  abandon(): Promise<void>;
}

/**
 * Takes all seats in one wave. Where one is busy it waits for the rest one after another, holding only earlier ones: two
 * attempts that each held what the other waits for would both run out of patience. Unless it says `admitted`, or if it
 * throws, no seat stays taken.
 */
export async function takeSeats<Reason>(seats: readonly Seat<Reason>[]): Promise<Verdict<Reason>> {
  try {
    const verdicts = await all(seats.map((seat) => seat.begin(0)));
    const refusal = latestRefusal(verdicts);
    const busy = verdicts.findIndex(({ result }) => result === "busy");
    const keep = refusal ? 0 : busy < 0 ? seats.length : busy;
    const isSpare = (index: number) => index >= keep && verdicts[index]?.result === "admitted";
    await all(seats.filter((_, index) => isSpare(index)).map((seat) => seat.abandon()));
    if (refusal) return refusal;

    for (const [index, seat] of seats.entries()) {
      if (index < keep) continue;
      const verdict = await seat.begin(PATIENCE_MS);
      if (verdict.result === "admitted") continue;
      await all(seats.slice(0, index).map((held) => held.abandon()));
      return verdict;
    }
    return { result: "admitted" };
  } catch (error) {
    // An answer can be lost although its seat was taken: whoever couldn't try must not have failed.
    await Promise.allSettled(seats.map((seat) => seat.abandon()));
    throw error;
  }
}

function latestRefusal<Reason>(verdicts: readonly Verdict<Reason>[]) {
  const refusals = verdicts.filter((verdict) => verdict.result === "refused");
  return refusals.sort((a, b) => b.until - a.until)[0];
}

/** Throws only when none is on its way any more, so that what follows in a `catch` also arrives after it. */
async function all<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
