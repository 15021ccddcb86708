import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createKeyring } from "../shared/keyring.ts";
import { heard, hearEvents } from "../testing/heard-events.ts";
import { createUpstashControl } from "../testing/upstash-control.ts";
import { UPSTASH_TOKEN, type UpstashBehaviour } from "../testing/upstash-stand-in.ts";
import { createCircuitBreaker, REST_MS } from "./circuit-breaker.ts";
import type { RedisFailureKind, RedisSettings } from "./counters.redis.ts";
import { createCounters } from "./counters.ts";
import { createLimiterObjects } from "./limiter-objects.ts";
import { burst, LOGIN_LIMIT, rateLimiterContract } from "./rate-limiter.contract.ts";
import { createRateLimiter } from "./rate-limiter.ts";

const objects = createLimiterObjects(env.LIMITER, createKeyring("one secret of at least thirty-two bytes"));
const HOUR_MS = 3_600_000;
const limit = { max: 3, windowMs: HOUR_MS };
/** What a busy computer can't miss, where a test is not about how long Redis is waited for. */
const PATIENT_MS = 10_000;

let unique = 0;
const sent = () => ({ kind: "link" as const, recipient: `person ${unique++}`, purpose: "test", limit });
const signedUp = () => ({ name: "signup", key: `client ${unique++}`, limit });

/** A limiter as one isolate has it, and the failures that it noticed. */
function limiterWith(redis: RedisSettings, scale = 1) {
  const failures: RedisFailureKind[] = [];
  const times: number[] = [];
  const { metrics, points } = hearEvents();
  const counters = createCounters({
    objects,
    redis,
    breaker: createCircuitBreaker(),
    now: () => Date.now(),
    metrics,
    onFallback: (kind) => {
      failures.push(kind);
      times.push(performance.now());
    },
  });
  return {
    failures,
    times,
    points,
    limiter: createRateLimiter({ objects, counters, loginLimit: LOGIN_LIMIT, scale, metrics }),
  };
}

const nobody = { url: "http://127.0.0.1:9", token: UPSTASH_TOKEN };
rateLimiterContract("with Redis away", (scale) => limiterWith(nobody, scale).limiter);

const url = inject("upstashUrl");
if (url !== null) {
  const upstash = createUpstashControl(url);
  const redis = { url, token: UPSTASH_TOKEN, timeoutMs: PATIENT_MS };
  const impatient = { url, token: UPSTASH_TOKEN };
  rateLimiterContract("with Redis", (scale) => limiterWith(redis, scale).limiter);

  beforeEach(async () => {
    await upstash.start();
    await upstash.behave({ kind: "ok" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  describe("what Redis holds", () => {
    it("names nobody, and leaves by itself when nothing counts any more", async () => {
      await upstash.flush();
      const { limiter, failures } = limiterWith(redis);
      await limiter.take({ ...signedUp(), key: "203.0.113.7" });
      await limiter.takeSend({ ...sent(), recipient: "somebody@example.com" });
      const keys = (await upstash.command("KEYS", "*")) as string[];
      expect(keys.toSorted()).toEqual([
        expect.stringMatching(/^genkan:send-link-test:[\w-]{43}$/),
        expect.stringMatching(/^genkan:take-signup:[\w-]{43}$/),
      ]);
      for (const key of keys) {
        const left = Number(await upstash.command("PTTL", key));
        expect(left).toBeGreaterThan(HOUR_MS - 60_000);
        expect(left).toBeLessThanOrEqual(HOUR_MS);
      }
      expect(failures).toEqual([]);
    });

    it("is no more than what still counts", async () => {
      await upstash.flush();
      const { limiter } = limiterWith(redis);
      const one = signedUp();
      for (let n = 0; n < 10; n++) {
        await limiter.take(one);
        vi.advanceTimersByTime(HOUR_MS / 2);
      }
      const [key = ""] = (await upstash.command("KEYS", "*")) as string[];
      expect(await upstash.command("ZCARD", key)).toBeLessThanOrEqual(2);
    });

    it("is shared by all isolates, and survives its restart", async () => {
      const one = signedUp();
      expect(await limiterWith(redis).limiter.take(one)).toEqual({ allowed: true });
      await upstash.stop();
      await upstash.start();
      expect(await limiterWith(redis).limiter.take(one)).toEqual({ allowed: true });
      expect(await limiterWith(redis).limiter.take(one)).toEqual({ allowed: true });
      expect(await limiterWith(redis).limiter.take(one)).toMatchObject({ allowed: false });
    });

    it("is nothing of signing in: what is locked stays so, whatever happens to Redis", async () => {
      const before = await upstash.requests();
      const { limiter } = limiterWith(redis);
      const attempt = await limiter.beginLogin({ account: "a", client: "c", device: null });
      expect(attempt.allowed && (await attempt.failed())).toEqual({ attemptsLeft: 4 });
      expect(await upstash.requests()).toBe(before);
    });
  });

  describe("when Redis", () => {
    it.each<[string, UpstashBehaviour, RedisFailureKind]>([
      ["says nothing", { kind: "hang" }, "timeout"],
      ["is late", { kind: "late", milliseconds: 2_000 }, "timeout"],
      ["hangs up", { kind: "reset" }, "unreachable"],
      ["is over its quota", { kind: "raw", status: 400, body: '{"error":"ERR max requests"}' }, "refused"],
      [
        "is behind a broken gateway",
        { kind: "raw", status: 502, body: "<h1>Bad gateway</h1>" },
        "bad_answer",
      ],
      ["answers with nonsense", { kind: "raw", status: 200, body: "nonsense" }, "bad_answer"],
      ["answers with nothing", { kind: "raw", status: 200, body: "{}" }, "bad_answer"],
      ["answers with a word", { kind: "raw", status: 200, body: '{"result":"d29yZA=="}' }, "bad_answer"],
      ["answers with null", { kind: "raw", status: 200, body: '{"result":null}' }, "bad_answer"],
    ])("%s, the Durable Object takes over at once and Redis has its rest", async (_, behaviour, kind) => {
      await upstash.behave(behaviour);
      const before = await upstash.requests();
      const { limiter, failures } = limiterWith(kind === "timeout" ? impatient : redis);
      const one = sent();
      expect(await limiter.takeSend(one)).toEqual({ allowed: true });
      expect(await limiter.takeSend(one)).toEqual({ allowed: false, retryAfterSeconds: 60 });
      expect(failures).toEqual([kind]);
      expect(await upstash.requests()).toBe(before + 1);
    });

    it("says nothing, the Durable Object is asked within 300 ms", async () => {
      await upstash.behave({ kind: "hang" });
      const waits = [];
      // A busy computer is late now and then, but not each time.
      for (let n = 0; n < 5; n++) {
        const { limiter, times } = limiterWith(impatient);
        const start = performance.now();
        await limiter.take(signedUp());
        waits.push((times[0] ?? Number.POSITIVE_INFINITY) - start);
      }
      expect(Math.min(...waits)).toBeLessThan(300);
    });

    it.each<[string, { url: string; token: string }, RedisFailureKind]>([
      ["isn't there", nobody, "unreachable"],
      ["doesn't know our token", { url, token: "another" }, "refused"],
    ])("%s, the Durable Object takes over", async (_, settings, kind) => {
      const { limiter, failures, points } = limiterWith(settings);
      const one = sent();
      const results = [await limiter.takeSend(one), await limiter.takeSend(one)];
      expect(results.map(({ allowed }) => allowed)).toEqual([true, false]);
      expect(failures).toEqual([kind]);
      expect(heard(points, "limit_fallbacks")).toEqual([{ kind }, { kind: "not_asked" }]);
      expect(heard(points, "dependency_duration")).toHaveLength(1);
      const named = kind === "unreachable" ? "away" : kind;
      expect(heard(points, "dependency_errors")).toEqual([{ dependency: "redis", kind: named }]);
    });

    it("is away, a crowd costs it no more than those who didn't know yet", async () => {
      await upstash.behave({ kind: "hang" });
      const { limiter } = limiterWith(impatient);
      const answers = await burst(20, () => limiter.take(signedUp()));
      expect(answers).toEqual(Array(20).fill({ allowed: true }));
      const before = await upstash.requests();
      await burst(20, () => limiter.take(signedUp()));
      expect(await upstash.requests()).toBe(before);
    });

    it("is back, one asks it after the rest, and then all do", async () => {
      await upstash.behave({ kind: "reset" });
      const { limiter, failures } = limiterWith(redis);
      await limiter.take(signedUp());
      await upstash.behave({ kind: "ok" });
      const before = await upstash.requests();
      vi.advanceTimersByTime(REST_MS - 1);
      await limiter.take(signedUp());
      expect(await upstash.requests()).toBe(before);
      vi.advanceTimersByTime(1);
      await burst(10, () => limiter.take(signedUp()));
      expect(await upstash.requests()).toBe(before + 1);
      await burst(10, () => limiter.take(signedUp()));
      expect(await upstash.requests()).toBe(before + 11);
      expect(failures).toEqual(["unreachable"]);
    });

    it("comes and goes, a window gives its allowance twice at most", async () => {
      const one = signedUp();
      let taken = 0;
      for (let n = 0; n < 8; n++) {
        await (n % 2 === 0 ? upstash.stop() : upstash.start());
        const { limiter } = limiterWith(redis);
        const answers = await burst(10, () => limiter.take(one));
        taken += answers.filter(({ allowed }) => allowed).length;
      }
      expect(taken).toBe(2 * limit.max);
    });

    it("is flushed, a window gives its allowance once more", async () => {
      const one = signedUp();
      const { limiter } = limiterWith(redis);
      const allowed = async () =>
        (await burst(10, () => limiter.take(one))).filter((answer) => answer.allowed).length;
      expect(await allowed()).toBe(limit.max);
      await upstash.flush();
      expect([await allowed(), await allowed()]).toEqual([limit.max, 0]);
    });
  });
}
