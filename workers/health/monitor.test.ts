import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ComponentName } from "../shared/components.ts";
import { HEALTH_IDLE_MS, HEALTH_LISTENED_MS, HEALTH_SLOW_MS } from "../shared/limits.ts";
import { createLog } from "../shared/log.ts";
import type { HealthState } from "./health.schema.ts";
import { type Health, NOTHING_KNOWN } from "./health.ts";
import { createHubRegister, type HubRecord } from "./hub-register.ts";
import { createMonitor } from "./monitor.ts";
import { type Probe, ProbeFailure } from "./probes.ts";

type Behaviour = "ok" | "refusing" | "silent";

/** A monitor on a bench: components that behave as told, an alarm clock, hubs that keep what they hear. */
function bench() {
  const behaviours = { database: "ok", redis: "ok", mail: "ok", realtime: "ok" } as Record<
    ComponentName,
    Behaviour
  >;
  const asked: ComponentName[] = [];
  const heard: { hub: string; at: number; state: HealthState }[] = [];
  const lines: string[] = [];
  const hubRecords = new Map<string, HubRecord>();
  const work: Promise<unknown>[] = [];
  let stored: Health = NOTHING_KNOWN;
  let alarmAt: number | null = null;
  let settings: Error | null = null;

  const probe =
    (name: ComponentName): Probe =>
    async () => {
      asked.push(name);
      if (behaviours[name] === "silent") await new Promise(() => {});
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (behaviours[name] === "refusing") throw new ProbeFailure("answered 503");
    };

  function open() {
    const log = createLog({}, (line) => void lines.push(line));
    const now = () => new Date();
    return createMonitor({
      store: {
        load: () => stored,
        save: (health) => {
          stored = health;
        },
      },
      alarm: {
        get: async () => alarmAt,
        set: async (at) => {
          alarmAt = at;
        },
      },
      hubs: createHubRegister({
        store: {
          load: () => hubRecords,
          put: (hub, record) => void hubRecords.set(hub, record),
          delete: (hub) => void hubRecords.delete(hub),
        },
        tell: async (hub, state) => {
          heard.push({ hub, at: elapsed(), state });
          return true;
        },
        now,
        log,
      }),
      openProbes: () => {
        if (settings) throw settings;
        return {
          database: probe("database"),
          redis: probe("redis"),
          mail: probe("mail"),
          realtime: probe("realtime"),
        };
      },
      now,
      background: (each) => void work.push(each),
      log,
    });
  }
  let monitor = open();

  return {
    behaviours,
    asked,
    heard,
    lines,
    get monitor() {
      return monitor;
    },
    /** As after an eviction: only what was stored is left. */
    evict() {
      monitor = open();
    },
    breakSettings(error: Error | null) {
      settings = error;
    },
    loseAlarm() {
      alarmAt = null;
    },
    alarmIn: () => (alarmAt === null ? null : alarmAt - Date.now()),
    /** Lets time pass; alarms ring. */
    async pass(milliseconds: number) {
      const end = Date.now() + milliseconds;
      while (alarmAt !== null && alarmAt <= end) {
        await vi.advanceTimersByTimeAsync(Math.max(0, alarmAt - Date.now()));
        alarmAt = null;
        work.push(monitor.tick());
        await vi.advanceTimersByTimeAsync(0);
      }
      await vi.advanceTimersByTimeAsync(Math.max(0, end - Date.now()));
    },
    /** What a promise comes to, however long it takes. */
    async result<T>(promise: Promise<T>): Promise<T> {
      const settled = promise.catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(3_000);
      await settled;
      return promise;
    },
    times: (name: ComponentName) => asked.filter((each) => each === name).length,
  };
}

let start = 0;
const elapsed = () => Date.now() - start;

beforeEach(() => {
  vi.useFakeTimers();
  start = Date.now();
});
afterEach(() => void vi.useRealTimers());

const MINUTE_MS = 60_000;
const names = (changes: readonly { component: string; status: string }[]) =>
  changes.map(({ component, status }) => `${component} ${status}`);

describe("the monitor", () => {
  it("asks before it answers for the first time, and sets its alarm", async () => {
    const { monitor, result, alarmIn, asked } = bench();
    const report = await result(monitor.state(1_000));
    expect(report).toMatchObject({ status: "ok", changes: [] });
    expect(asked.toSorted()).toEqual(["database", "mail", "realtime", "redis"]);
    expect(alarmIn()).toBeGreaterThan(0);
    expect(alarmIn()).toBeLessThanOrEqual(HEALTH_IDLE_MS);
  });

  it("asks each minute while nobody listens, and every four seconds while somebody does", async () => {
    const { monitor, pass, result, times } = bench();
    await result(monitor.state(1_000));
    let before = times("database");
    await pass(10 * MINUTE_MS);
    expect(times("database") - before).toBe(10);

    await result(monitor.join("hub"));
    await pass(10);
    before = times("database");
    await pass(MINUTE_MS);
    for (const name of ["database", "redis", "mail", "realtime"] as const) {
      expect([name, times(name) - before]).toEqual([name, MINUTE_MS / HEALTH_LISTENED_MS]);
    }

    monitor.leave("hub");
    await pass(HEALTH_LISTENED_MS);
    before = times("database");
    await pass(10 * MINUTE_MS);
    expect(times("database") - before).toBe(10);
  });

  it("answers the first listener at once with what is known, and looks right away", async () => {
    const { monitor, pass, result, behaviours, heard } = bench();
    await result(monitor.state(1_000));
    await pass(30_000);
    behaviours.database = "refusing";
    let joined: HealthState | undefined;
    void monitor.join("hub").then((state) => {
      joined = state;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(joined?.status).toBe("ok");
    await pass(500);
    expect(heard.map(({ state }) => state.status)).toEqual(["down"]);
  });

  it.each<[Behaviour, [status: string, withinMs: number][]]>([
    ["refusing", [["down", 5_000]]],
    [
      "silent",
      [
        ["degraded", 5_000],
        ["down", 7_100],
      ],
    ],
  ])(
    "has listeners hear of a %s database within %o ms, and of its return within 5 s",
    async (behaviour, news) => {
      for (const moment of [1, 1_000, 2_500, 3_999]) {
        const { monitor, pass, result, behaviours, heard } = bench();
        const heardSince = (since: number) =>
          heard
            .filter(({ at }) => at >= since)
            .map(({ at, state }) => ({ status: state.components.database.status, after: at - since }));
        await result(monitor.join("hub"));
        await pass(MINUTE_MS + moment);
        expect(heard).toEqual([]);

        const stopped = elapsed();
        behaviours.database = behaviour;
        await pass(20_000);
        const outage = heardSince(stopped);
        expect(outage.map(({ status }) => status)).toEqual(news.map(([status]) => status));
        for (const [index, [, withinMs]] of news.entries())
          expect(outage[index]?.after).toBeLessThan(withinMs);

        const started = elapsed();
        behaviours.database = "ok";
        await pass(20_000);
        expect(heardSince(started)).toEqual([{ status: "ok", after: expect.any(Number) }]);
        expect(heardSince(started)[0]?.after).toBeLessThan(5_000);
      }
    },
  );

  it("has listeners hear of a mail provider within 5 s, however long others had it asked before", async () => {
    for (let polled = 0; polled <= 30_000; polled += 1_250) {
      const { monitor, pass, result, behaviours, heard } = bench();
      await result(monitor.join("hub"));
      await pass(MINUTE_MS);
      for (let since = 0; since < polled; since += 250) {
        const report = monitor.state(1);
        await pass(250);
        await report;
      }
      const stopped = elapsed();
      behaviours.mail = "refusing";
      await pass(20_000);
      expect(heard.map(({ state }) => state.components.mail.status)).toEqual(["down"]);
      expect((heard[0]?.at ?? Number.POSITIVE_INFINITY) - stopped).toBeLessThan(5_000);
    }
  });

  it("says nothing while nothing changes, whatever the latencies", async () => {
    const { monitor, pass, result, heard, behaviours } = bench();
    await result(monitor.join("hub"));
    behaviours.redis = "silent";
    await pass(4 * MINUTE_MS);
    expect(
      names(heard.map(({ state }) => ({ component: "redis", status: state.components.redis.status }))),
    ).toEqual(["redis degraded", "redis down"]);
    expect(heard.at(-1)?.state.status).toBe("degraded");
  });

  it("doesn't let a silent component hold up the news of another", async () => {
    const { monitor, pass, result, heard, behaviours } = bench();
    await result(monitor.join("hub"));
    await pass(1_000);
    behaviours.mail = "silent";
    behaviours.database = "refusing";
    await pass(HEALTH_LISTENED_MS);
    expect(heard[0]?.state.components.database.status).toBe("down");
  });

  it("remembers all of it through an eviction", async () => {
    const on = bench();
    on.behaviours.mail = "refusing";
    await on.result(on.monitor.join("hub"));
    on.evict();
    const report = await on.result(on.monitor.state(60_000));
    expect([report.status, names(report.changes)]).toEqual(["degraded", ["mail down"]]);
    const before = on.times("database");
    await on.pass(MINUTE_MS);
    expect(on.times("database") - before).toBeGreaterThanOrEqual(MINUTE_MS / HEALTH_LISTENED_MS - 1);
    on.behaviours.mail = "ok";
    await on.pass(HEALTH_LISTENED_MS);
    expect(on.heard.at(-1)).toMatchObject({ hub: "hub", state: { status: "ok" } });
  });

  it("goes on after a lost alarm as soon as somebody comes by", async () => {
    const on = bench();
    await on.result(on.monitor.state(1_000));
    const callers = [
      () => on.monitor.wake(),
      () => on.monitor.state(1_000),
      () => on.monitor.suspect("mail"),
      () => on.monitor.join("hub"),
    ];
    for (const call of callers) {
      on.loseAlarm();
      await on.result(Promise.resolve<unknown>(call()));
      expect(on.alarmIn()).not.toBeNull();
    }
  });

  it("goes on while settings are wrong, and answers nobody before it could ask", async () => {
    const on = bench();
    on.breakSettings(new Error("GENKAN_SECRET is missing"));
    await expect(on.result(on.monitor.state(1_000))).rejects.toThrow("no component could be asked");
    await on.pass(2 * MINUTE_MS);
    expect(on.alarmIn()).not.toBeNull();
    expect(on.lines.length).toBeGreaterThan(1);
    on.breakSettings(null);
    await on.pass(MINUTE_MS);
    expect((await on.result(on.monitor.state(60_000))).status).toBe("ok");
  });
});

describe("who wants to know now", () => {
  it("gets an answer as young as wanted, and a crowd costs one question each", async () => {
    const { monitor, result, behaviours, times, pass } = bench();
    await result(monitor.state(1_000));
    await pass(10_000);
    behaviours.database = "refusing";
    expect((await result(monitor.state(60_000))).status).toBe("ok");
    const before = times("database");
    const reports = await result(Promise.all(Array.from({ length: 200 }, () => monitor.state(1_000))));
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(["down"]));
    // The question, and the one that puts its bad answer to the test.
    expect(times("database") - before).toBe(2);
  });

  it("waits for the verdict on a silent component", async () => {
    const { monitor, result, behaviours, pass } = bench();
    await result(monitor.state(1_000));
    await pass(10_000);
    behaviours.database = "silent";
    const first = monitor.state(1_000);
    await pass(HEALTH_SLOW_MS + 100);
    const second = monitor.state(1_000);
    expect((await result(Promise.all([first, second]))).map(({ status }) => status)).toEqual([
      "down",
      "down",
    ]);
  });

  it("can't make it ask Resend more often than while somebody listens", async () => {
    const { monitor, times, pass } = bench();
    for (let n = 0; n < 200; n++) {
      void monitor.state(1_000);
      void monitor.suspect("mail");
      await pass(300);
    }
    expect(times("mail")).toBeLessThanOrEqual(60_000 / 3_500 + 1);
    expect(times("mail")).toBeGreaterThan(10);
    expect(times("database")).toBeLessThanOrEqual(61);
  });
});

describe("a suspicion", () => {
  it("is looked at right away, without keeping who has it, and only for its component", async () => {
    const { monitor, result, behaviours, asked, pass } = bench();
    await result(monitor.state(1_000));
    await pass(10_000);
    asked.length = 0;
    behaviours.database = "refusing";
    let isDone = false;
    void monitor.suspect("database").then(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(isDone).toBe(true);
    await pass(300);
    expect(new Set(asked)).toEqual(new Set(["database"]));
    expect((await result(monitor.state(60_000))).status).toBe("down");
  });

  it("that comes right after a good answer is looked at as soon as it may be", async () => {
    const { monitor, behaviours, pass, result } = bench();
    await result(monitor.state(1_000));
    await pass(10_000);
    void monitor.state(1_000);
    await pass(100);
    behaviours.database = "refusing";
    await monitor.suspect("database");
    await pass(1_200);
    expect(names((await result(monitor.state(60_000))).changes)).toEqual(["database down"]);
  });

  it("by a flood of requests is a question a second", async () => {
    const { monitor, result, pass, times } = bench();
    await result(monitor.state(1_000));
    await pass(10_000);
    const before = times("database");
    for (let n = 0; n < 1_000; n++) {
      void monitor.suspect("database");
      await pass(10);
    }
    expect(times("database") - before).toBeLessThanOrEqual(11);
  });
});
