import type { Rate } from "../config.ts";
import { SECOND } from "../shared/time.ts";
import { addHit, countHits, fullUntil, type Hits, lastUntil, liveHits } from "./window.ts";

/**
 * Longer than any honest attempt takes between its reservation and its end. Whoever has not said by then how it went
 * has failed: otherwise hanging up at the right moment would make tries free.
 */
export const RESERVATION_MS = 15 * SECOND;

/**
 * Lanes with failures that are kept for one account. Newcomers beyond share one lane of their kind: nothing is dropped to
 * make room, or a crowd could wash away what is counted against somebody.
 */
export const LANES_MAX = 500;

/** The lane of those newcomers who are exempt. */
export const EXEMPT_NEWCOMERS = "exempt newcomers";

export interface AttemptLimits {
  /** Failures in one lane. */
  lane: Rate;
  /**
   * Failures in a row, over all lanes, that close all but the exempt for `lockMs`. Forgotten as long after the last one:
   * since the lock ends by itself after the same time, a slow guesser gains nothing by it.
   */
  streak: { max: number; lockMs: number } | null;
}

export interface Attempt {
  id: string;
  /** Whose failures are counted together. */
  lane: string;
  /** Not closed by what happens in other lanes. Its failures count there all the same. */
  exempt: boolean;
  limits: AttemptLimits;
}

interface Reservation {
  id: string;
  lane: string;
  /** When it counts as a failure. */
  deadline: number;
  limits: AttemptLimits;
}

/** All that is known of the attempts on one account, or of one client. */
export interface Attempts {
  lanes: Readonly<Record<string, Hits>>;
  streak: { failures: number; until: number } | null;
  reservations: readonly Reservation[];
}

export const NO_ATTEMPTS: Attempts = { lanes: {}, streak: null, reservations: [] };

export type Admission =
  | { result: "admitted" }
  | { result: "refused"; by: "lane" | "streak"; until: number }
  /** Only attempts that are under way are in the way; `until` is when the first of them has run out of time. */
  | { result: "busy"; until: number };

/** Reserves one failure, so that a burst gets no more tries than the same attempts one after another. */
export function begin(
  attempts: Attempts,
  attempt: Attempt,
  now: number,
): { attempts: Attempts; admission: Admission } {
  const settled = settle(attempts, now);
  const lane = laneOf(settled, attempt);
  const admission = admit(settled, { ...attempt, lane });
  if (admission.result !== "admitted") return { attempts: settled, admission };
  const { id, limits } = attempt;
  const reservation = { id, lane, deadline: now + RESERVATION_MS, limits };
  return { attempts: { ...settled, reservations: [...settled.reservations, reservation] }, admission };
}

/** An attempt whose time is up has been counted already. */
export function fail(attempts: Attempts, attempt: Attempt, now: number) {
  const settled = settle(attempts, now);
  const reservation = settled.reservations.find(({ id }) => id === attempt.id);
  const failed = reservation ? countFailure(drop(settled, attempt.id), reservation, now) : settled;
  const failures = countHits(failed.lanes[reservation?.lane ?? attempt.lane] ?? []);
  return { attempts: failed, attemptsLeft: Math.max(0, attempt.limits.lane.max - failures) };
}

/** Clears its lane and ends the row of failures, but opens no account that is closed. */
export function succeed(attempts: Attempts, attempt: Attempt, now: number): Attempts {
  const settled = settle(attempts, now);
  const reservation = settled.reservations.find(({ id }) => id === attempt.id);
  const { [reservation?.lane ?? attempt.lane]: _, ...lanes } = settled.lanes;
  const streak = isClosed(settled.streak, attempt.limits) ? settled.streak : null;
  return { ...drop(settled, attempt.id), lanes, streak };
}

/** Never happened. */
export function abandon(attempts: Attempts, attempt: Attempt, now: number): Attempts {
  return drop(settle(attempts, now), attempt.id);
}

/** Forgets every failure; what is under way stays so. */
export function forgive(attempts: Attempts, now: number): Attempts {
  return { ...NO_ATTEMPTS, reservations: settle(attempts, now).reservations };
}

/** When all of this has expired, null when there is nothing. */
export function expiryOf({ lanes, streak, reservations }: Attempts): number | null {
  const ends = [
    ...Object.values(lanes).flatMap((hits) => lastUntil(hits) ?? []),
    ...(streak ? [streak.until] : []),
    ...reservations.map(
      ({ deadline, limits }) => deadline + Math.max(limits.lane.windowMs, limits.streak?.lockMs ?? 0),
    ),
  ];
  return ends.length === 0 ? null : Math.max(...ends);
}

/** A lane that has no more tries, or a whole account that takes none but from the exempt. */
export type Closing = { by: "lane"; lane: string } | { by: "streak" };

/** What was open before and is closed now, whoever's failure it was that did it. */
export function closings(before: Attempts, after: Attempts, limits: AttemptLimits, now: number): Closing[] {
  const isFull = (hits: Hits | undefined) => fullUntil(liveHits(hits ?? [], now), limits.lane.max) !== null;
  const isShut = ({ streak }: Attempts) => streak !== null && streak.until > now && isClosed(streak, limits);
  const lanes = Object.keys(after.lanes).filter(
    (lane) => isFull(after.lanes[lane]) && !isFull(before.lanes[lane]),
  );
  return [
    ...lanes.map((lane) => ({ by: "lane" as const, lane })),
    ...(isShut(after) && !isShut(before) ? [{ by: "streak" as const }] : []),
  ];
}

/** Drops what has expired and counts the attempts whose time is up, as of that time. */
export function settle(attempts: Attempts, now: number): Attempts {
  const late = attempts.reservations.filter(({ deadline }) => deadline <= now);
  const counted = late.reduce(
    (sum, reservation) => countFailure(drop(sum, reservation.id), reservation, reservation.deadline),
    attempts,
  );
  const lanes = Object.entries(counted.lanes)
    .map(([lane, hits]) => [lane, liveHits(hits, now)] as const)
    .filter(([, hits]) => hits.length > 0);
  const streak = counted.streak && counted.streak.until > now ? counted.streak : null;
  return { ...counted, lanes: Object.fromEntries(lanes), streak };
}

function admit({ lanes, streak, reservations }: Attempts, { lane, exempt, limits }: Attempt): Admission {
  const hits = lanes[lane] ?? [];
  const laneUntil = fullUntil(hits, limits.lane.max);
  if (streak && !exempt && isClosed(streak, limits) && streak.until >= (laneUntil ?? 0)) {
    return { result: "refused", by: "streak", until: streak.until };
  }
  if (laneUntil !== null) return { result: "refused", by: "lane", until: laneUntil };

  const inLane = reservations.filter((other) => other.lane === lane).length;
  const isLaneBusy = countHits(hits) + inLane >= limits.lane.max;
  const isStreakBusy =
    !exempt && limits.streak !== null && (streak?.failures ?? 0) + reservations.length >= limits.streak.max;
  if (!isLaneBusy && !isStreakBusy) return { result: "admitted" };
  return { result: "busy", until: Math.min(...reservations.map(({ deadline }) => deadline)) };
}

function laneOf({ lanes }: Attempts, { lane, exempt }: Attempt): string {
  if (Object.hasOwn(lanes, lane) || Object.keys(lanes).length < LANES_MAX) return lane;
  return exempt ? EXEMPT_NEWCOMERS : "newcomers";
}

function isClosed(streak: Attempts["streak"], { streak: limit }: AttemptLimits): boolean {
  return streak !== null && limit !== null && streak.failures >= limit.max;
}

function countFailure(attempts: Attempts, { lane, limits }: Reservation, at: number): Attempts {
  const hits = addHit(liveHits(attempts.lanes[lane] ?? [], at), limits.lane.windowMs, at);
  const lanes = { ...attempts.lanes, [lane]: hits };
  const streak = attempts.streak && attempts.streak.until > at ? attempts.streak : null;
  // What fails while the account is closed (known browsers may) must not keep it closed.
  if (limits.streak === null || isClosed(streak, limits)) return { ...attempts, lanes, streak };
  const failures = (streak?.failures ?? 0) + 1;
  return { ...attempts, lanes, streak: { failures, until: at + limits.streak.lockMs } };
}

function drop(attempts: Attempts, id: string): Attempts {
  return { ...attempts, reservations: attempts.reservations.filter((reservation) => reservation.id !== id) };
}
