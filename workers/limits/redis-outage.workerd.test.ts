import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import worker from "../index.ts";
import { createUpstashControl } from "../testing/upstash-control.ts";
import { UPSTASH_TOKEN } from "../testing/upstash-stand-in.ts";
import { createVisitor, newAddress, ORIGIN, PASSWORD, signUp } from "../testing/visitor.ts";
import { REST_MS } from "./circuit-breaker.ts";
import { burst } from "./rate-limiter.contract.ts";

let last = 0;
const client = () => `198.19.${Math.floor(last / 250)}.${(last++ % 250) + 1}`;

/** One isolate of the service, with the limits of real life. */
function serviceWith(redisUrl: string) {
  const settings = {
    LIMIT_SCALE: "1",
    UPSTASH_REDIS_REST_URL: redisUrl,
    UPSTASH_REDIS_REST_TOKEN: UPSTASH_TOKEN,
  };
  const service = Object.assign(Object.create(Object.getPrototypeOf(env)), env, settings) as Env;
  return async (path: string, body: object, from: string) => {
    const context = createExecutionContext();
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", "cf-connecting-ip": from },
      body: JSON.stringify(body),
    };
    const response = await worker.fetch(new Request(`${ORIGIN}${path}`, init), service, context);
    await waitOnExecutionContext(context);
    return response.status;
  };
}

const url = inject("upstashUrl");
if (url !== null) {
  const upstash = createUpstashControl(url);
  let lines: string[] = [];

  beforeEach(async () => {
    await upstash.start();
    await upstash.behave({ kind: "ok" });
    lines = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  describe("a crowd, some greedy clients among it", () => {
    it("notices nothing of Redis stopping, starting, hanging and forgetting; the greedy get no more than a bounded gift", async () => {
      const post = serviceWith(url);
      const { email } = await signUp(createVisitor());
      const [greedy, guesser, cramped] = [client(), client(), newAddress()];
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });

      /** Everybody at once: what each kind of visitor got. */
      async function wave() {
        const [newcomers, owners, greedySignUps, guesses, mails] = await Promise.all([
          burst(4, () => post("/api/auth/signup", { email: newAddress(), password: PASSWORD }, client())),
          burst(4, () => post("/api/auth/login", { identifier: email, password: PASSWORD }, client())),
          burst(4, () => post("/api/auth/signup", { email: newAddress(), password: PASSWORD }, greedy)),
          burst(4, () => post("/api/auth/login", { identifier: email, password: "wrong" }, guesser)),
          burst(4, () => post("/api/auth/email/resend", { email: cramped }, client())),
        ]);
        return { newcomers, owners, greedySignUps, guesses, mails };
      }

      const waves: Awaited<ReturnType<typeof wave>>[] = [];
      const during = async (change: () => Promise<unknown>) => {
        const [answers] = await Promise.all([wave(), change()]);
        waves.push(answers, await wave());
        vi.advanceTimersByTime(REST_MS);
      };
      await during(async () => undefined);
      await during(upstash.stop);
      await during(upstash.start);
      await during(() => upstash.behave({ kind: "hang" }));
      await during(() => upstash.behave({ kind: "ok" }));
      await during(upstash.flush);

      const all = (kind: keyof (typeof waves)[number]) => waves.flatMap((answers) => answers[kind]);
      const count = (kind: keyof (typeof waves)[number], wanted: number) =>
        all(kind).filter((status) => status === wanted).length;
      const people = waves.length * 4;
      expect([count("newcomers", 202), count("owners", 200)]).toEqual([people, people]);
      // Redis gives its allowance, the Durable Object its own, and Redis once more after the flush: less only where a busy
      // computer didn't hear Redis in time.
      const [signedUp, mailed] = [count("greedySignUps", 202), count("mails", 202)];
      expect([3, 4, 5, 6, 7, 8, 9]).toContain(signedUp);
      expect([1, 2, 3]).toContain(mailed);
      expect([count("greedySignUps", 429), count("mails", 429)]).toEqual([
        people - signedUp,
        people - mailed,
      ]);
      const kinds = lines.filter((line) => line.includes('"warn"')).map((line) => JSON.parse(line).kind);
      expect(kinds).toContain("timeout");
      // No outage gives anybody another guess.
      expect([count("guesses", 401), count("guesses", 429)]).toEqual([5, people - 5]);
    }, 120_000);
  });

  describe("the log", () => {
    it("says that Redis is away, and not what it was asked", async () => {
      await upstash.behave({ kind: "raw", status: 400, body: '{"error":"ERR max requests limit exceeded"}' });
      const from = client();
      const status = await serviceWith(url)("/api/auth/email/resend", { email: newAddress() }, from);
      expect(status).toBe(202);
      const warnings = lines.filter((line) => line.includes('"warn"')).map((line) => JSON.parse(line));
      expect(warnings).toMatchObject([{ message: "Redis is away: Durable Objects count", kind: "refused" }]);
      expect(lines.join()).not.toMatch(/redis\.call|genkan:|EVAL|ZADD|command was|stack/i);
      expect(lines.join()).not.toContain(UPSTASH_TOKEN);
    });
  });
}
