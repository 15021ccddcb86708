import type { Rate } from "../config.ts";
import type { Events } from "../metrics/events.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import {
  createRedisCounters,
  RedisFailure,
  type RedisFailureKind,
  type RedisSettings,
} from "./counters.redis.ts";
import type { LimiterObjects } from "./limiter-objects.ts";

/** Counts what is taken of rates: what a client signs up, what a recipient is sent. */
export interface Counters {
  /**
   * Takes one of each rate, or nothing when one of them is used up. Null when it was taken; else when all have room, in
   * milliseconds since 1970. `name` has to be a LimiterObjects name: no address is readable in it.
   */
  take(name: string, rates: readonly Rate[]): Promise<number | null>;
}

const COUNT = { dependency: "redis", operation: "count" } as const;

const ERROR_KINDS = {
  timeout: "timeout",
  unreachable: "away",
  refused: "refused",
  bad_answer: "error",
} as const satisfies Record<RedisFailureKind, string>;

/** In Durable Objects. Throws `unavailable` when they can't be reached. */
export function createObjectCounters(objects: LimiterObjects): Counters {
  return {
    async take(name, rates) {
      const { waitUntil } = await objects.call(name, (object) => object.take(rates));
      return waitUntil;
    },
  };
}

/**
 * In Redis, and in Durable Objects as long as that is away. Both keep what they have counted, so an outage, however often it
 * comes and goes, gives at most each window's allowance once more.
 */
export function createCounters(options: {
  objects: LimiterObjects;
  redis: RedisSettings | null;
  breaker: CircuitBreaker;
  now: () => number;
  metrics: Pick<Events, "dependencyDuration" | "dependencyError" | "limitFallback">;
  /** Each time a take went to the Durable Object because Redis was asked and failed. */
  onFallback: (kind: RedisFailureKind) => void;
}): Counters {
  const { objects, redis, breaker, now, metrics, onFallback } = options;
  const inObjects = createObjectCounters(objects);
  if (redis === null) return inObjects;
  const inRedis = createRedisCounters({ ...redis, now });

  return {
    async take(name, rates) {
      if (!breaker.allows(now())) {
        metrics.limitFallback({ kind: "not_asked" });
        return inObjects.take(name, rates);
      }
      const start = performance.now();
      try {
        const waitUntil = await inRedis.take(name, rates);
        metrics.dependencyDuration(COUNT, performance.now() - start);
        breaker.succeeded();
        return waitUntil;
      } catch (error) {
        if (!(error instanceof RedisFailure)) throw error;
        metrics.dependencyDuration(COUNT, performance.now() - start);
        metrics.dependencyError({ dependency: "redis", kind: ERROR_KINDS[error.kind] });
        metrics.limitFallback({ kind: error.kind });
        breaker.failed(now());
        onFallback(error.kind);
        return inObjects.take(name, rates);
      }
    },
  };
}
