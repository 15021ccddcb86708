import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createKeyring } from "../shared/keyring.ts";
import type { Attempt } from "./attempts.ts";
import { createLimiterObjects } from "./limiter-objects.ts";
import { createRateLimiter, type LoginTry } from "./rate-limiter.ts";

const keyring = createKeyring("one secret of at least thirty-two bytes");
const loginLimit = { max: 5, windowMs: 900_000 };
const limiter = createRateLimiter({ namespace: env.LIMITER, keyring, loginLimit, scale: 1 });
const objects = createLimiterObjects(env.LIMITER, keyring);

let unique = 0;
const someone = (given: Partial<LoginTry> = {}): LoginTry => ({
  account: `account ${unique++}`,
  client: `client ${unique++}`,
  device: null,
  ...given,
});

const objectOf = async (kind: string, key: string) => env.LIMITER.getByName(await objects.nameOf(kind, key));

/** What a hash costs, roughly: time in which others arrive. */
const compare = () => new Promise((resolve) => setTimeout(resolve, 5));

async function wrong(login: LoginTry) {
  const attempt = await limiter.beginLogin(login);
  if (!attempt.allowed) return attempt;
  await compare();
  return attempt.failed();
}

async function right(login: LoginTry) {
  const attempt = await limiter.beginLogin(login);
  if (!attempt.allowed) return attempt;
  await compare();
  await attempt.succeeded();
  return "in";
}

const burst = <T>(times: number, run: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => run(n)));
const compared = (answers: object[]) => answers.filter((answer) => "attemptsLeft" in answer).length;
const refusals = (reason: string) => ({ allowed: false, reason, retryAfterSeconds: expect.any(Number) });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("signing in", () => {
  it("compares as many wrong passwords of a burst as a client may fail, whatever comes at once", async () => {
    const login = someone();
    const answers = await burst(50, () => wrong(login));
    expect(answers.flatMap((answer) => ("attemptsLeft" in answer ? [answer.attemptsLeft] : []))).toEqual([
      4, 3, 2, 1, 0,
    ]);
    expect(answers.slice(5)).toEqual(Array(45).fill(refusals("pair")));
    expect(await right(login)).toEqual({ allowed: false, reason: "pair", retryAfterSeconds: 900 });
  });

  it("lets all right passwords of a burst in", async () => {
    const login = someone();
    expect(await burst(60, () => right(login))).toEqual(Array(60).fill("in"));
  });

  it("lets a crowd behind one address in", async () => {
    const client = "a crowded address";
    expect(await burst(100, () => right(someone({ client })))).toEqual(Array(100).fill("in"));
  });

  it("counts down to the end of the oldest failure, and refusals don't move it", async () => {
    const login = someone();
    for (const left of [4, 3, 2, 1, 0]) expect(await wrong(login)).toEqual({ attemptsLeft: left });
    vi.advanceTimersByTime(600_000);
    for (let n = 0; n < 3; n++) {
      expect(await right(login)).toEqual({ allowed: false, reason: "pair", retryAfterSeconds: 300 });
    }
    vi.advanceTimersByTime(299_500);
    expect(await right(login)).toEqual({ allowed: false, reason: "pair", retryAfterSeconds: 1 });
    vi.advanceTimersByTime(500);
    expect(await right(login)).toBe("in");
    expect(await wrong(login)).toEqual({ attemptsLeft: 4 });
  });

  it("keeps other clients and known browsers apart", async () => {
    const login = someone();
    await burst(5, () => wrong(login));
    expect(await right(login)).toEqual(refusals("pair"));
    expect(await right({ ...login, client: "elsewhere" })).toBe("in");
    expect(await right({ ...login, device: "browser" })).toBe("in");
    expect(await right(login)).toEqual(refusals("pair"));
  });

  it("closes an account after a hundred failures from anywhere, but not for known browsers", async () => {
    const { account } = someone();
    const answers = await burst(130, (n) => wrong(someone({ account, client: `crowd ${unique}-${n >> 1}` })));
    expect(compared(answers)).toBe(100);
    expect(await right(someone({ account }))).toEqual({
      allowed: false,
      reason: "account",
      retryAfterSeconds: 86_400,
    });
    expect(await right(someone({ account, device: "browser" }))).toBe("in");
    expect(await right(someone({ account }))).toEqual(refusals("account"));
    await limiter.resetAccount(account);
    expect(await right(someone({ account }))).toBe("in");
  });

  it("stops a client that tries one password on many accounts, but not known browsers there", async () => {
    const client = "a sprayer";
    const answers = await burst(60, () => wrong(someone({ client })));
    expect(compared(answers)).toBe(20);
    expect(answers.filter((answer) => "allowed" in answer)).toEqual(Array(40).fill(refusals("spray")));
    expect(await right(someone({ client }))).toMatchObject({ reason: "spray", retryAfterSeconds: 900 });
    expect(await right(someone({ client, device: "browser" }))).toBe("in");
    vi.advanceTimersByTime(900_000);
    expect(await right(someone({ client }))).toBe("in");
  });

  it("counts a refusal for one reason nowhere else", async () => {
    const client = "a sprayer who goes on";
    await burst(20, () => wrong(someone({ client })));
    const login = someone({ client });
    expect(await burst(10, () => wrong(login))).toEqual(Array(10).fill(refusals("spray")));
    expect(await wrong({ ...login, client: "elsewhere" })).toEqual({ attemptsLeft: 4 });
    expect(await (await objectOf("login-account", login.account)).begin(probe("elsewhere", 1), 0)).toEqual({
      result: "admitted",
    });
  });

  it("never has two attempts wait for what the other holds", async () => {
    const client = "in a hurry";
    const accounts = ["x", "y", "z"].map((name) => `${name} ${unique++}`);
    const start = performance.now();
    const answers = await burst(90, (n) => wrong({ client, account: accounts[n % 3] ?? "", device: null }));
    expect(compared(answers)).toBe(15);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it("counts no attempt that was abandoned", async () => {
    const login = someone();
    await burst(30, async () => {
      const attempt = await limiter.beginLogin(login);
      if (attempt.allowed) await attempt.abandoned();
    });
    expect(await wrong(login)).toEqual({ attemptsLeft: 4 });
  });

  it("counts an attempt that is never heard of again as a failure", async () => {
    const login = someone();
    await burst(4, () => limiter.beginLogin(login));
    expect(await right(login)).toBe("in");
    vi.advanceTimersByTime(15_000);
    expect(await wrong(login)).toEqual({ attemptsLeft: 0 });
  });

  it("multiplies every count by the scale", async () => {
    const scaled = createRateLimiter({ namespace: env.LIMITER, keyring, loginLimit, scale: 3 });
    const login = someone();
    const attempt = await scaled.beginLogin(login);
    expect(attempt.allowed && (await attempt.failed())).toEqual({ attemptsLeft: 14 });
  });
});

function probe(id: string, max: number): Attempt {
  return { id, lane: "lane", exempt: false, limits: { lane: { max, windowMs: 60_000 }, streak: null } };
}

describe("waiting", () => {
  it("ends when the attempt in the way ends, in order of arrival", async () => {
    const object = await objectOf("test", `waiting ${unique++}`);
    await object.begin(probe("first", 1), 0);
    const order: string[] = [];
    const waiting = ["second", "third", "fourth"].map(async (id) => {
      const { result } = await object.begin(probe(id, 1), 5_000);
      order.push(`${id} ${result}`);
      await object.succeed(probe(id, 1));
    });
    await compare();
    expect(order).toEqual([]);
    await object.succeed(probe("first", 1));
    await Promise.all(waiting);
    expect(order).toEqual(["second admitted", "third admitted", "fourth admitted"]);
  });

  it("ends when patience does", async () => {
    vi.useRealTimers();
    const object = await objectOf("test", `impatient ${unique++}`);
    await object.begin(probe("first", 1), 0);
    const start = Date.now();
    expect(await object.begin(probe("second", 1), 100)).toMatchObject({ result: "busy" });
    expect(Date.now() - start).toBeGreaterThanOrEqual(100);
    await object.abandon(probe("first", 1));
    expect(await object.begin(probe("second", 1), 0)).toEqual({ result: "admitted" });
  });
});

describe("what is counted", () => {
  it("survives a restart, attempts under way included", async () => {
    const login = someone();
    await burst(3, () => wrong(login));
    const underWay = await limiter.beginLogin(login);
    const sends = {
      kind: "link",
      recipient: login.account,
      purpose: "restart",
      limit: { max: 3, windowMs: 3_600_000 },
    } as const;
    await limiter.takeSend(sends);
    for (const [kind, key] of [
      ["login-account", login.account],
      ["login-client", login.client],
      ["send-link-restart", login.account],
    ] as const) {
      await evictDurableObject(await objectOf(kind, key));
    }
    expect(underWay.allowed && (await underWay.failed())).toEqual({ attemptsLeft: 1 });
    expect(await wrong(login)).toEqual({ attemptsLeft: 0 });
    await evictDurableObject(await objectOf("login-account", login.account));
    expect(await right(login)).toEqual({ allowed: false, reason: "pair", retryAfterSeconds: 900 });
    expect(await limiter.takeSend(sends)).toEqual({ allowed: false, retryAfterSeconds: 60 });
  });

  it("is deleted when all of it has expired, and not before", async () => {
    const login = someone();
    await wrong(login);
    const object = await objectOf("login-account", login.account);
    const stored = () =>
      runInDurableObject(object, async (_, state) => ({
        keys: [...state.storage.kv.list()].map(([key]) => key),
        alarm: await state.storage.getAlarm(),
      }));
    const start = Date.now();
    expect((await stored()).keys).toEqual(["attempts"]);
    vi.setSystemTime(start + 86_400_000 - 1);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await stored()).toEqual({ keys: ["attempts"], alarm: start + 86_400_000 });
    vi.setSystemTime(start + 86_400_000);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await stored()).toEqual({ keys: [], alarm: null });
    expect(await wrong(login)).toEqual({ attemptsLeft: 4 });
  });

  it("leaves nothing behind after a success", async () => {
    const login = someone();
    await right(login);
    for (const [kind, key] of [
      ["login-account", login.account],
      ["login-client", login.client],
    ] as const) {
      const object = await objectOf(kind, key);
      expect(await runInDurableObject(object, (_, state) => [...state.storage.kv.list()])).toEqual([]);
    }
  });

  it("is deleted for what was taken as well", async () => {
    await limiter.take({ name: "forgotten", key: "k", limit: { max: 1, windowMs: 60_000 } });
    const object = await objectOf("take-forgotten", "k");
    vi.advanceTimersByTime(60_000);
    await runDurableObjectAlarm(object);
    expect(await runInDurableObject(object, (_, state) => [...state.storage.kv.list()])).toEqual([]);
  });

  it("names no address, neither in names nor in records", async () => {
    const login = someone({ account: "unknown:somebody@example.com", client: "203.0.113.7" });
    await wrong(login);
    const name = await objects.nameOf("login-account", login.account);
    expect(name).toMatch(/^login-account:[\w-]{43}$/);
    const records = await runInDurableObject(env.LIMITER.getByName(name), (_, state) =>
      JSON.stringify([...state.storage.kv.list()]),
    );
    expect(records).toContain("login-client:");
    expect(records).not.toMatch(/203\.0|example/);
  });
});

describe("sending", () => {
  const limit = { max: 3, windowMs: 3_600_000 };

  it("is once a minute and so often an hour, per recipient and purpose", async () => {
    const send = { kind: "link", recipient: "a@example.com", purpose: "sign_up", limit } as const;
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
    for (const other of [{ recipient: "b@example.com" }, { purpose: "reset" }, { kind: "code" as const }]) {
      expect(await limiter.takeSend({ ...send, ...other })).toEqual({ allowed: true });
    }
  });

  it("is so many times a minute as the scale says", async () => {
    const scaled = createRateLimiter({ namespace: env.LIMITER, keyring, loginLimit, scale: 4 });
    const send = { kind: "code", recipient: "scaled", purpose: "sign_in", limit } as const;
    const results = await burst(10, () => scaled.takeSend(send));
    expect(results.filter(({ allowed }) => allowed).length).toBe(4);
  });

  it("stops signing up at the limit of a client", async () => {
    const one = { name: "signup", key: "203.0.113.7", limit };
    const results = await burst(10, () => limiter.take(one));
    expect(results.filter(({ allowed }) => allowed).length).toBe(3);
    expect(results[9]).toEqual({ allowed: false, retryAfterSeconds: 3_600 });
    expect(await limiter.take({ ...one, key: "203.0.113.8" })).toEqual({ allowed: true });
  });
});

describe("without its objects", () => {
  it("allows nothing: `unavailable`", async () => {
    const namespace = new Proxy(env.LIMITER, {
      get: () => () => {
        throw new Error("overloaded");
      },
    });
    const away = createRateLimiter({ namespace, keyring, loginLimit, scale: 1 });
    const unavailable = { code: "unavailable", options: { retryAfterSeconds: 1 } };
    const limit = { max: 1, windowMs: 60_000 };
    await expect(away.beginLogin(someone())).rejects.toMatchObject(unavailable);
    await expect(away.resetAccount("a")).rejects.toMatchObject(unavailable);
    await expect(away.take({ name: "signup", key: "k", limit })).rejects.toMatchObject(unavailable);
    await expect(away.takeSend({ kind: "link", recipient: "r", purpose: "p", limit })).rejects.toMatchObject(
      unavailable,
    );
  });

  it("does not count against somebody that his client's object was away", async () => {
    const login = someone();
    const clientName = await objects.nameOf("login-client", login.client);
    const namespace = new Proxy(env.LIMITER, {
      get: () => (name: string) => {
        if (name === clientName) throw new Error("overloaded");
        return env.LIMITER.getByName(name);
      },
    });
    const halfAway = createRateLimiter({ namespace, keyring, loginLimit, scale: 1 });
    await expect(halfAway.beginLogin(login)).rejects.toMatchObject({ code: "unavailable" });
    vi.advanceTimersByTime(15_000);
    expect(await wrong(login)).toEqual({ attemptsLeft: 4 });
  });
});
