import { SECOND } from "../shared/time.ts";
import type { Admission, Attempt } from "./attempts.ts";

/** A reservation outlives two of these and the slowest hash. */
export const PATIENCE_MS = 6 * SECOND;

/** What an attempt needs from one object before it may go on. Ending a seat that isn't held changes nothing. */
export interface Seat {
  attempt: Attempt;
  begin(patienceMs: number): Promise<Admission>;
  abandon(): Promise<void>;
}

export type Outcome = Admission & { seat: Seat };

/**
 * Takes all seats in one wave. Where attempts under way are in the way, it waits for its seats one after another, holding
 * only earlier ones meanwhile: if two attempts each held what the other waits for, both would run out of patience.
 * Unless it ends as `admitted`, no seat stays taken.
 */
export async function takeSeats(seats: readonly Seat[]): Promise<Outcome[]> {
  try {
    const outcomes = await Promise.all(seats.map(async (seat) => ({ ...(await seat.begin(0)), seat })));
    const busy = outcomes.findIndex(({ result }) => result === "busy");
    const isRefused = outcomes.some(({ result }) => result === "refused");
    const spare = isRefused ? outcomes : busy < 0 ? [] : outcomes.slice(busy + 1);
    await abandonAll(spare.flatMap(({ result, seat }) => (result === "admitted" ? [seat] : [])));
    if (isRefused || busy < 0) return outcomes;
    return await wait(seats, busy);
  } catch (error) {
    // An answer may be lost though the seat was taken. Nobody who couldn't try has failed.
    await Promise.allSettled(seats.map((seat) => seat.abandon()));
    throw error;
  }
}

async function wait(seats: readonly Seat[], from: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, seat] of seats.entries()) {
    if (index < from) continue;
    outcomes.push({ ...(await seat.begin(PATIENCE_MS)), seat });
    if (outcomes.at(-1)?.result === "admitted") continue;
    await abandonAll(seats.slice(0, index));
    break;
  }
  return outcomes;
}

async function abandonAll(seats: readonly Seat[]): Promise<void> {
  await Promise.all(seats.map((seat) => seat.abandon()));
}
