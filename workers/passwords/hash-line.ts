import { AppError } from "../shared/errors.ts";

export interface HashLineOptions {
  /** How many may wait. */
  max: number;
  waitMaxMs: number;
  now: () => number;
  /** Must let other requests run, and must belong to the request that waits. */
  wait: (milliseconds: number) => Promise<void>;
}

export type HashLine = <T>(work: () => Promise<T>) => Promise<T>;

/** The shortest wait that a timer gives. */
const TURN_MS = 1;

/**
 * A bounded line in which one work at a time is done, made for the isolate of a Worker: requests share it, but none
 * awaits a promise that another one would have to settle. Each looks again by a timer of its own, because a request
 * whose client has left stops where it stands, runs no `finally`, and would keep the others waiting for ever.
 */
export function createHashLine({ max, waitMaxMs, now, wait }: HashLineOptions): HashLine {
  let working = false;
  /** In order of arrival: until when each one waits. */
  let line: { until: number }[] = [];

  return async (work) => {
    line = line.filter(({ until }) => until > now());
    if (line.length >= max) throw saturated("the line for hashing is full");
    const place = { until: now() + waitMaxMs };
    line.push(place);

    // At least once, and even with nobody ahead: requests that have arrived by now must be counted before the work
    // keeps the isolate busy.
    do await wait(TURN_MS);
    while (working && now() < place.until);

    // Whoever stood ahead and has had no turn is gone, or has one now and needs its place no more.
    line = line.slice(line.indexOf(place) + 1);
    if (working || now() >= place.until) throw saturated("waited too long for a hash");

    working = true;
    try {
      return await work();
    } finally {
      working = false;
    }
  };
}

function saturated(reason: string): AppError {
  return new AppError("unavailable", { retryAfterSeconds: 1, reason });
}
