/** How old what was read may be: until `freshMs` nobody asks, until `usableMs` nobody waits for who asks. */
export interface Ages {
  freshMs: number;
  usableMs: number;
}

/** Keeps a Worker alive until work is done that its answer doesn't wait for: `waitUntil`. */
export type Background = (work: Promise<void>) => void;

const TICK_MS = 10;

/**
 * Reads something again when it is needed and too old, for all requests of an isolate: one reads, the others wait. In
 * Workers what a request awaits of another never comes if that one is cut off, so they share no promise: each waits on a
 * timer of its own and looks. Whoever reads is no longer waited for after `patienceMs`.
 *
 * `read` gets the time at which it begins, keeps what it has read, and throws when it couldn't; after that nobody tries
 * for `pauseMs`, and then one alone, so that while a service is away not all wait to hear so.
 */
export function createRenewal(options: {
  read: (at: number) => Promise<void>;
  pauseMs: number;
  patienceMs: number;
  onError: (error: unknown) => void;
  now: () => number;
}) {
  const { read, pauseMs, patienceMs, onError, now } = options;
  let readAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let turn: { since: number } | null = null;

  const age = () => now() - readAt;

  async function take(): Promise<void> {
    const mine = { since: now() };
    turn = mine;
    try {
      await read(mine.since);
      readAt = Math.max(readAt, mine.since);
    } catch (error) {
      failedAt = now();
      onError(error);
    } finally {
      if (turn === mine) turn = null;
    }
  }

  return {
    /** Since what is known began to be read, in milliseconds; Infinity before the first time. */
    age,

    /** Comes back when it is fresh enough, or as fresh as it gets for now. Never throws. */
    async renew({ freshMs, usableMs }: Ages, behind?: Background): Promise<void> {
      while (age() >= freshMs && now() - failedAt >= pauseMs) {
        const isUsable = age() < usableMs;
        const isTaken = turn !== null && now() - turn.since < patienceMs;
        if (!isTaken && isUsable && behind) return behind(take());
        if (!isTaken) return take();
        const isAway = failedAt > readAt;
        if (isUsable || isAway) return;
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      }
    },
  };
}

export type Renewal = ReturnType<typeof createRenewal>;
