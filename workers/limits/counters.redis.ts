import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis/cloudflare";
import type { Counters } from "./counters.ts";
import { slidingLog } from "./sliding-log.ts";

/** CONTRACT: without Redis the Durable Object takes over within 300 ms. The rest is for asking it. */
const REDIS_TIMEOUT_MS = 250;

const PREFIX = "genkan";

/** `refused`: Redis answered with an error, as to a wrong token or beyond a plan's quota. */
export type RedisFailureKind = "timeout" | "unreachable" | "refused" | "bad_answer";

/** Redis gave no verdict. Without the client's own error, whose message holds the whole command. */
export class RedisFailure extends Error {
  readonly kind: RedisFailureKind;

  constructor(kind: RedisFailureKind) {
    super(`Redis: ${kind}`);
    this.name = "RedisFailure";
    this.kind = kind;
  }
}

export interface RedisSettings {
  url: string;
  token: string;
  timeoutMs?: number;
}

/** In Upstash Redis. Says within `timeoutMs` what it counted, or throws a RedisFailure. */
export function createRedisCounters(options: RedisSettings & { now: () => number }): Counters {
  const { url, token, timeoutMs = REDIS_TIMEOUT_MS, now } = options;
  return {
    async take(name, rates) {
      const redis = new Redis({
        url,
        token,
        // A function: after a plain signal's abort the client makes up a successful answer.
        signal: () => AbortSignal.timeout(timeoutMs),
        // The Durable Object is the second try. `retry: false` would still try twice.
        retry: { retries: 0 },
        enableAutoPipelining: false,
        enableTelemetry: false,
      });
      const limiter = new Ratelimit({
        redis,
        prefix: PREFIX,
        limiter: slidingLog(rates, now),
        timeout: timeoutMs,
        // One isolate's memory: it would outlive what Redis forgets.
        ephemeralCache: false,
      });
      const { success, reset, reason } = await limiter.limit(name).catch((error: unknown) => {
        throw new RedisFailure(kindOf(error));
      });
      // The library lets through whatever takes too long.
      if (reason === "timeout") throw new RedisFailure("timeout");
      return success ? null : reset;
    },
  };
}

function kindOf(error: unknown): RedisFailureKind {
  switch (error instanceof Error ? error.name : "") {
    case "TimeoutError":
    case "AbortError":
      return "timeout";
    case "UpstashError":
      return "refused";
    case "UpstashJSONParseError":
    case "TypeError":
      return "bad_answer";
    default:
      return "unreachable";
  }
}
