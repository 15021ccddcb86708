import type { RatelimitConfig } from "@upstash/ratelimit";
import type { Rate } from "../config.ts";

/**
 * One sorted set holds the times of all hits that any of the rates still counts. A rate is used up until its `max`th newest
 * hit leaves the window. Redis runs a script as one step, so a burst gets as many as the same takes one after another.
 *
 * KEYS: the log. ARGV: now, this hit's name, the time of the oldest hit that counts nowhere any more, how long the newest
 * one counts, then `max` and window of each rate. All times are milliseconds.
 */
const TAKE = `
local wait_until = 0
for i = 5, #ARGV, 2 do
  local nth = tonumber(ARGV[i]) - 1
  local hit = redis.call("ZREVRANGE", KEYS[1], nth, nth, "WITHSCORES")
  if hit[2] then wait_until = math.max(wait_until, tonumber(hit[2]) + tonumber(ARGV[i + 1])) end
end
if wait_until > tonumber(ARGV[1]) then return wait_until end
redis.call("ZADD", KEYS[1], ARGV[1], ARGV[2])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", ARGV[3])
redis.call("PEXPIRE", KEYS[1], ARGV[4])
return 0`;

/**
 * The algorithm that the rate-limiting library runs, exact like the rules in window.ts. Those that come with it are not: its
 * sliding window lets up to twice the limit through, and none of them takes of several rates at once or not at all.
 */
export function slidingLog(rates: readonly Rate[], now: () => number): RatelimitConfig["limiter"] {
  const longest = Math.max(...rates.map(({ windowMs }) => windowMs));
  return () => ({
    async limit({ redis }, key) {
      const at = now();
      const waitUntil: unknown = await redis.eval(
        TAKE,
        [key],
        [
          at,
          crypto.randomUUID(),
          at - longest,
          longest,
          ...rates.flatMap(({ max, windowMs }) => [max, windowMs]),
        ],
      );
      if (!Number.isSafeInteger(waitUntil)) throw new TypeError("The script's answer is no whole number");
      const reset = Number(waitUntil);
      return {
        success: reset === 0,
        reset,
        limit: rates[0]?.max ?? 0,
        remaining: 0,
        pending: Promise.resolve(),
      };
    },
    // The library's type wants them; nothing here asks.
    getRemaining: unused,
    resetTokens: unused,
  });
}

function unused(): Promise<never> {
  return Promise.reject(new Error("This algorithm only takes"));
}
