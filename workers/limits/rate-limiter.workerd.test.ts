import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createKeyring } from "../shared/keyring.ts";
import { heard, hearEvents } from "../testing/heard-events.ts";
import { type Attempt, RESERVATION_MS } from "./attempts.ts";
import { createObjectCounters } from "./counters.ts";
import { createLimiterObjects } from "./limiter-objects.ts";
import { createPlaces } from "./places.ts";
import {
  burst,
  compare,
  LOGIN_LIMIT,
  rateLimiterContract,
  right,
  someone,
  wrong,
} from "./rate-limiter.contract.ts";
import { createRateLimiter } from "./rate-limiter.ts";

const keyring = createKeyring("one secret of at least thirty-two bytes");
const objects = createLimiterObjects(env.LIMITER, keyring);
const limiterIn = (namespace: typeof env.LIMITER, scale = 1, { metrics } = hearEvents()) => {
  const objects = createLimiterObjects(namespace, keyring);
  return createRateLimiter({
    objects,
    counters: createObjectCounters(objects),
    loginLimit: LOGIN_LIMIT,
    scale,
    metrics,
  });
};
const limiter = limiterIn(env.LIMITER);
let unique = 0;

rateLimiterContract("in Durable Objects", (scale) => limiterIn(env.LIMITER, scale));

const objectOf = async (kind: string, key: string) => env.LIMITER.getByName(await objects.nameOf(kind, key));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
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
      const { admission } = await object.begin(probe(id, 1), 5_000);
      order.push(`${id} ${admission.result}`);
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
    expect(await object.begin(probe("second", 1), 100)).toMatchObject({ admission: { result: "busy" } });
    expect(Date.now() - start).toBeGreaterThanOrEqual(100);
    await object.abandon(probe("first", 1));
    expect(await object.begin(probe("second", 1), 0)).toEqual({
      admission: { result: "admitted" },
      closed: [],
    });
  });
});

describe("what is counted", () => {
  it("is nothing where an attempt was refused for another reason", async () => {
    const { client } = someone();
    await burst(20, () => wrong(limiter, someone({ client })));
    const login = someone({ client });
    await burst(10, () => wrong(limiter, login));
    const object = await objectOf("login-account", login.account);
    expect(await object.begin(probe("elsewhere", 1), 0)).toEqual({
      admission: { result: "admitted" },
      closed: [],
    });
  });

  it("survives a restart, attempts under way included", async () => {
    const login = someone();
    await burst(3, () => wrong(limiter, login));
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
    expect(await wrong(limiter, login)).toEqual({ attemptsLeft: 0 });
    await evictDurableObject(await objectOf("login-account", login.account));
    expect(await right(limiter, login)).toEqual({ allowed: false, reason: "pair", retryAfterSeconds: 900 });
    expect(await limiter.takeSend(sends)).toEqual({ allowed: false, retryAfterSeconds: 60 });
  });

  it("is deleted when all of it has expired, and not before", async () => {
    const login = someone();
    await wrong(limiter, login);
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
    expect(await wrong(limiter, login)).toEqual({ attemptsLeft: 4 });
  });

  it("leaves nothing behind after a success", async () => {
    const login = someone();
    await right(limiter, login);
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
    await wrong(limiter, login);
    const name = await objects.nameOf("login-account", login.account);
    expect(name).toMatch(/^login-account:[\w-]{43}$/);
    const records = await runInDurableObject(env.LIMITER.getByName(name), (_, state) =>
      JSON.stringify([...state.storage.kv.list()]),
    );
    expect(records).toContain("login-client:");
    expect(records).not.toMatch(/203\.0|example/);
  });
});

describe("what closes", () => {
  /** A limiter, and what it said of lanes that closed. */
  function listening() {
    const events = hearEvents();
    return {
      limiter: limiterIn(env.LIMITER, 1, events),
      closed: () => heard(events.points, "lockouts").map((labels) => Object(labels).reason),
    };
  }

  it("is said once, however many come to it at the same time", async () => {
    const { limiter, closed } = listening();
    const login = someone();
    await burst(20, () => wrong(limiter, login));
    expect(closed()).toEqual(["pair"]);
    await burst(20, () => wrong(limiter, someone({ account: login.account, device: "browser" })));
    expect(closed()).toEqual(["pair", "device"]);
  });

  it("is a client that tries many accounts, and an account that many clients try", async () => {
    const { limiter, closed } = listening();
    const { client, account } = someone();
    await burst(25, () => wrong(limiter, someone({ client })));
    expect(closed()).toEqual(["client"]);
    await burst(105, () => wrong(limiter, someone({ account })));
    expect(closed()).toEqual(["client", "account"]);
  });

  it("is said of attempts that never ended by whoever comes next, and never again", async () => {
    const { limiter, closed } = listening();
    const login = someone();
    await burst(LOGIN_LIMIT.max, () => limiter.beginLogin(login));
    vi.advanceTimersByTime(RESERVATION_MS);
    expect(closed()).toEqual([]);
    await burst(3, () => wrong(limiter, login));
    await wrong(limiter, someone({ account: login.account }));
    expect(closed()).toEqual(["pair"]);
  });
});

describe("places", () => {
  const places = createPlaces(objects);
  const minute = () => Date.now() + 60_000;
  const hold = (name: string, id: string, max: number, more: { until?: number; insteadOf?: string[] } = {}) =>
    places.hold(name, { id, until: minute(), max, ...more });
  const nameOf = () => places.nameOf("sockets", `client ${unique++}`);

  it("are as many as there are, exactly, whoever comes at once", async () => {
    const name = await nameOf();
    const held = await burst(30, (n) => hold(name, `place ${n}`, 10));
    expect(held.filter(Boolean)).toHaveLength(10);
    expect(name).not.toContain("client");
  });

  it("stay with who holds them, and are free when released or given up for another", async () => {
    const name = await nameOf();
    expect([await hold(name, "a", 2), await hold(name, "b", 2), await hold(name, "c", 2)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await hold(name, "a", 2)).toBe(true);
    await places.release(name, ["a", "nobody"]);
    expect([await hold(name, "c", 2), await hold(name, "d", 2)]).toEqual([true, false]);
    expect([await hold(name, "d", 2, { insteadOf: ["b", "c"] }), await hold(name, "e", 2)]).toEqual([
      true,
      true,
    ]);
  });

  it("outlive a restart of their object, and end by themselves", async () => {
    const name = await nameOf();
    expect(await hold(name, "a", 1)).toBe(true);
    const object = env.LIMITER.getByName(name);
    await evictDurableObject(object);
    expect(await hold(name, "b", 1)).toBe(false);
    await hold(name, "a", 1, { until: Date.now() + 120_000 });
    vi.advanceTimersByTime(60_001);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await hold(name, "b", 1)).toBe(false);
    vi.advanceTimersByTime(60_000);
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await runInDurableObject(object, (_, { storage }) => [...storage.kv.list()])).toEqual([]);
    expect(await hold(name, "b", 1)).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(await hold(name, "c", 1)).toBe(true);
  });
});

describe("without its objects", () => {
  it("allows nothing: `unavailable`", async () => {
    const namespace = new Proxy(env.LIMITER, {
      get: () => () => {
        throw new Error("overloaded");
      },
    });
    const away = limiterIn(namespace);
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
    const halfAway = limiterIn(namespace);
    await expect(halfAway.beginLogin(login)).rejects.toMatchObject({ code: "unavailable" });
    vi.advanceTimersByTime(15_000);
    expect(await wrong(limiter, login)).toEqual({ attemptsLeft: 4 });
  });
});
