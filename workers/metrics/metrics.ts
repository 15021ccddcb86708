import { describeError, type Log } from "../shared/log.ts";
import { admit, POINTS_MAX, VIOLATIONS } from "./data-point.ts";
import { createEvents, type Events } from "./events.ts";
import { createTallies, type Tally } from "./tally.ts";

/** Where points go. */
export interface Sink {
  /** Resolves when they are kept. May reject. */
  write(tallies: readonly Tally[]): Promise<void>;
}

/** What features tell, and the moment to hand it on. */
export interface Metrics {
  events: Events;
  /**
   * Hands over what was told since the last time; nothing is done where nothing was. A sink that fails is logged: what
   * happened is no less true. Rejects only where `strict` and a point breaks a limit.
   */
  flush(): Promise<void>;
}

/**
 * For one invocation: limits are counted from its beginning. In development (`strict`) a broken limit is a mistake that
 * somebody should see; in production the point is dropped, and that is counted.
 */
export function createMetrics({ sink, strict, log }: { sink: Sink; strict: boolean; log: Log }): Metrics {
  const tallies = createTallies();
  const events = createEvents(tallies.record);
  let room = POINTS_MAX;

  return {
    events,

    async flush() {
      const taken = tallies.take();
      if (taken.length === 0) return;
      // Some room is for the news that there wasn't enough.
      const { admitted, dropped } = admit(taken, room - VIOLATIONS.length);
      const news = [...dropped].map(([reason, count]) => dropTally(reason, count)).slice(0, room);
      const written = [...admitted, ...news];
      room -= written.length;
      try {
        await sink.write(written);
      } catch (error) {
        log.error("metrics were not recorded", describeError(error));
      }
      if (dropped.size === 0) return;
      const detail = Object.fromEntries(dropped);
      log.error("metrics break limits of Analytics Engine", detail);
      if (strict) throw new Error(`metrics break limits of Analytics Engine: ${JSON.stringify(detail)}`);
    },
  };
}

function dropTally(reason: string, count: number): Tally {
  return { family: "metrics_dropped", labels: [reason], value: count, observations: 1 };
}
