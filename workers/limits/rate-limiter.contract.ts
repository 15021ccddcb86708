import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LoginTry, RateLimiter } from "./rate-limiter.ts";

export const LOGIN_LIMIT = { max: 5, windowMs: 900_000 };

let unique = 0;
export const someone = (given: Partial<LoginTry> = {}): LoginTry => ({
  account: `account ${unique++}`,
  client: `client ${unique++}`,
  device: null,
  ...given,
});

/** What a hash costs, roughly: time in which others arrive. */
export const compare = () => new Promise((resolve) => setTimeout(resolve, 5));

export async function wrong(limiter: RateLimiter, login: LoginTry) {
  const attempt = await limiter.beginLogin(login);
  if (!attempt.allowed) return attempt;
  await compare();
  return attempt.failed();
}

export async function right(limiter: RateLimiter, login: LoginTry) {
  const attempt = await limiter.beginLogin(login);
  if (!attempt.allowed) return attempt;
  await compare();
  await attempt.succeeded();
  return "in";
}

export const burst = <T>(times: number, run: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => run(n)));

const compared = (answers: object[]) => answers.filter((answer) => "attemptsLeft" in answer).length;
const refusals = (reason: string) => ({ allowed: false, reason, retryAfterSeconds: expect.any(Number) });

/** What section 9 of the contract promises, wherever the counters live. Time is advanced by faking `Date`. */
export function rateLimiterContract(name: string, limiterOf: (scale: number) => RateLimiter): void {
  describe(`the limiter ${name}`, () => {
    const limiter = limiterOf(1);

    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    });

    afterEach(() => {
      vi.useRealTimers();
    });

    describe("signing in", () => {
      it("compares as many wrong passwords of a burst as a client may fail, whatever comes at once", async () => {
        const login = someone();
        const answers = await burst(50, () => wrong(limiter, login));
        expect(answers.flatMap((answer) => ("attemptsLeft" in answer ? [answer.attemptsLeft] : []))).toEqual([
          4, 3, 2, 1, 0,
        ]);
        expect(answers.slice(5)).toEqual(Array(45).fill(refusals("pair")));
        expect(await right(limiter, login)).toEqual({
          allowed: false,
          reason: "pair",
          retryAfterSeconds: 900,
        });
      });

      it("lets all right passwords of a burst in", async () => {
        const login = someone();
        expect(await burst(60, () => right(limiter, login))).toEqual(Array(60).fill("in"));
      });

      it("lets a crowd behind one address in", async () => {
        const { client } = someone();
        expect(await burst(100, () => right(limiter, someone({ client })))).toEqual(Array(100).fill("in"));
      });

      it("counts down to the end of the oldest failure, and refusals don't move it", async () => {
        const login = someone();
        for (const left of [4, 3, 2, 1, 0])
          expect(await wrong(limiter, login)).toEqual({ attemptsLeft: left });
        vi.advanceTimersByTime(600_000);
        for (let n = 0; n < 3; n++) {
          expect(await right(limiter, login)).toEqual({
            allowed: false,
            reason: "pair",
            retryAfterSeconds: 300,
          });
        }
        vi.advanceTimersByTime(299_500);
        expect(await right(limiter, login)).toEqual({ allowed: false, reason: "pair", retryAfterSeconds: 1 });
        vi.advanceTimersByTime(500);
        expect(await right(limiter, login)).toBe("in");
        expect(await wrong(limiter, login)).toEqual({ attemptsLeft: 4 });
      });

      it("keeps other clients and known browsers apart", async () => {
        const login = someone();
        await burst(5, () => wrong(limiter, login));
        expect(await right(limiter, login)).toEqual(refusals("pair"));
        expect(await right(limiter, { ...login, client: "elsewhere" })).toBe("in");
        expect(await right(limiter, { ...login, device: "browser" })).toBe("in");
        expect(await right(limiter, login)).toEqual(refusals("pair"));
      });

      it("closes an account after a hundred failures from anywhere, but not for known browsers", async () => {
        const { account } = someone();
        const answers = await burst(130, (n) =>
          wrong(limiter, someone({ account, client: `crowd ${unique}-${n >> 1}` })),
        );
        expect(compared(answers)).toBe(100);
        expect(await right(limiter, someone({ account }))).toEqual({
          allowed: false,
          reason: "account",
          retryAfterSeconds: 86_400,
        });
        expect(await right(limiter, someone({ account, device: "browser" }))).toBe("in");
        expect(await right(limiter, someone({ account }))).toEqual(refusals("account"));
        await limiter.resetAccount(account);
        expect(await right(limiter, someone({ account }))).toBe("in");
      });

      it("stops a client that tries one password on many accounts, but not known browsers there", async () => {
        const { client } = someone();
        const answers = await burst(60, () => wrong(limiter, someone({ client })));
        expect(compared(answers)).toBe(20);
        expect(answers.filter((answer) => "allowed" in answer)).toEqual(Array(40).fill(refusals("spray")));
        expect(await right(limiter, someone({ client }))).toMatchObject({
          reason: "spray",
          retryAfterSeconds: 900,
        });
        expect(await right(limiter, someone({ client, device: "browser" }))).toBe("in");
        vi.advanceTimersByTime(900_000);
        expect(await right(limiter, someone({ client }))).toBe("in");
      });

      it("counts a refusal for one reason nowhere else", async () => {
        const { client } = someone();
        await burst(20, () => wrong(limiter, someone({ client })));
        const login = someone({ client });
        expect(await burst(10, () => wrong(limiter, login))).toEqual(Array(10).fill(refusals("spray")));
        expect(await wrong(limiter, { ...login, client: "elsewhere" })).toEqual({ attemptsLeft: 4 });
      });

      it("never has two attempts wait for what the other holds", async () => {
        const { client } = someone();
        const accounts = ["x", "y", "z"].map((name) => `${name} ${unique++}`);
        const start = performance.now();
        const answers = await burst(90, (n) =>
          wrong(limiter, { client, account: accounts[n % 3] ?? "", device: null }),
        );
        expect(compared(answers)).toBe(15);
        expect(performance.now() - start).toBeLessThan(3_000);
      });

      it("counts no attempt that was abandoned", async () => {
        const login = someone();
        await burst(30, async () => {
          const attempt = await limiter.beginLogin(login);
          if (attempt.allowed) await attempt.abandoned();
        });
        expect(await wrong(limiter, login)).toEqual({ attemptsLeft: 4 });
      });

      it("counts an attempt that is never heard of again as a failure", async () => {
        const login = someone();
        await burst(4, () => limiter.beginLogin(login));
        expect(await right(limiter, login)).toBe("in");
        vi.advanceTimersByTime(15_000);
        expect(await wrong(limiter, login)).toEqual({ attemptsLeft: 0 });
      });

      it("multiplies every count by the scale", async () => {
        const scaled = limiterOf(3);
        const login = someone();
        const attempt = await scaled.beginLogin(login);
        expect(attempt.allowed && (await attempt.failed())).toEqual({ attemptsLeft: 14 });
      });
    });

    describe("sending", () => {
      const limit = { max: 3, windowMs: 3_600_000 };

      it("is once a minute and so often an hour, per recipient and purpose", async () => {
        const send = { kind: "link", recipient: `a ${unique++}`, purpose: "sign_up", limit } as const;
        const results = await burst(10, () => limiter.takeSend(send));
        expect(results.filter(({ allowed }) => allowed).length).toBe(1);
        expect(results[9]).toEqual({ allowed: false, retryAfterSeconds: 60 });
        vi.advanceTimersByTime(59_001);
        expect(await limiter.takeSend(send)).toEqual({ allowed: false, retryAfterSeconds: 1 });
        for (let n = 0; n < 2; n++) {
          vi.advanceTimersByTime(60_000);
          expect(await limiter.takeSend(send)).toEqual({ allowed: true });
        }
        vi.advanceTimersByTime(60_000);
        expect(await limiter.takeSend(send)).toEqual({ allowed: false, retryAfterSeconds: 3_361 });
        for (const other of [
          { recipient: `b ${unique++}` },
          { purpose: "reset" },
          { kind: "code" as const },
        ]) {
          expect(await limiter.takeSend({ ...send, ...other })).toEqual({ allowed: true });
        }
      });

      it("is so many times a minute as the scale says", async () => {
        const scaled = limiterOf(4);
        const send = { kind: "code", recipient: `scaled ${unique++}`, purpose: "sign_in", limit } as const;
        const results = await burst(10, () => scaled.takeSend(send));
        expect(results.filter(({ allowed }) => allowed).length).toBe(4);
      });

      it("stops signing up at the limit of a client", async () => {
        const one = { name: "signup", key: `client ${unique++}`, limit };
        const results = await burst(10, () => limiter.take(one));
        expect(results.filter(({ allowed }) => allowed).length).toBe(3);
        expect(results[9]).toEqual({ allowed: false, retryAfterSeconds: 3_600 });
        expect(await limiter.take({ ...one, key: `client ${unique++}` })).toEqual({ allowed: true });
      });

      it("slides: each one leaves on its own, and what was refused leaves no trace", async () => {
        const one = { name: "signup", key: `client ${unique++}`, limit };
        for (let n = 0; n < 3; n++) {
          expect(await limiter.take(one)).toEqual({ allowed: true });
          vi.advanceTimersByTime(600_000);
        }
        for (let n = 0; n < 3; n++) {
          expect(await limiter.take(one)).toEqual({ allowed: false, retryAfterSeconds: 1_800 });
        }
        vi.advanceTimersByTime(1_799_999);
        expect(await limiter.take(one)).toEqual({ allowed: false, retryAfterSeconds: 1 });
        vi.advanceTimersByTime(1);
        expect(await limiter.take(one)).toEqual({ allowed: true });
        expect(await limiter.take(one)).toEqual({ allowed: false, retryAfterSeconds: 600 });
      });
    });
  });
}
