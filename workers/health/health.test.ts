import { describe, expect, it } from "vitest";
import { COMPONENTS, type ComponentName } from "../shared/components.ts";
import { HEALTH_CHANGES_MAX, HEALTH_SLOW_MS } from "../shared/limits.ts";
import { DAY } from "../shared/time.ts";
import {
  better,
  type Finding,
  type Health,
  judge,
  NOTHING_KNOWN,
  recent,
  record,
  stateOf,
} from "./health.ts";

const START = Date.parse("2026-11-21T12:00:00.000Z");
const at = (milliseconds: number) => new Date(START + milliseconds);

const answered = (latencyMs = 5): Finding => ({ outcome: "answered", latencyMs });
const failed: Finding = { outcome: "failed", latencyMs: 3, reason: "answered 500" };
const waiting: Finding = { outcome: "waiting", latencyMs: HEALTH_SLOW_MS };
const disabled: Finding = { outcome: "disabled" };

const noteAll = (health: Health, findings: Partial<Record<ComponentName, Finding>>, now: Date) =>
  COMPONENTS.reduce((known, name) => {
    const finding = findings[name];
    return finding ? record(known, name, finding, now) : known;
  }, health);

const ALL_WELL = { database: answered(), redis: answered(), mail: answered(), realtime: answered() };
const healthy = noteAll(NOTHING_KNOWN, ALL_WELL, at(0));

describe("a component", () => {
  it.each<[string, Finding, string]>([
    ["that answers is ok", answered(HEALTH_SLOW_MS - 1), "ok"],
    ["that answers slowly is degraded", answered(HEALTH_SLOW_MS), "degraded"],
    ["that fails is down", failed, "down"],
    ["that says nothing so far is degraded", waiting, "degraded"],
    ["that isn't set up is disabled", disabled, "disabled"],
  ])("%s", (_, finding, status) => {
    expect(judge(undefined, finding)).toBe(status);
    expect(judge("ok", finding)).toBe(status);
  });

  it("that is down stays so until it answers: to wait for it is no better news", () => {
    expect(judge("down", waiting)).toBe("down");
    expect(judge("down", answered())).toBe("ok");
  });

  it("that was slow has to be twice as fast to be ok again, so that it doesn't flap", () => {
    expect(judge("degraded", answered(HEALTH_SLOW_MS / 2))).toBe("degraded");
    expect(judge("degraded", answered(HEALTH_SLOW_MS / 2 - 1))).toBe("ok");
  });
});

describe("two tries", () => {
  it.each([
    [failed, answered(900), answered(900)],
    [answered(900), failed, answered(900)],
    [answered(900), answered(5), answered(5)],
    [answered(850), answered(900), answered(850)],
    [failed, failed, failed],
  ])("%o and %o count as the better one", (first, second, counts) => {
    expect(better(first, second)).toEqual(counts);
  });
});

describe("the whole", () => {
  it.each<[Partial<Record<ComponentName, Finding>>, string]>([
    [{}, "ok"],
    [{ redis: disabled }, "ok"],
    [{ redis: failed }, "degraded"],
    [{ mail: failed }, "degraded"],
    [{ mail: waiting }, "degraded"],
    [{ database: waiting }, "degraded"],
    [{ realtime: answered(2_000) }, "degraded"],
    [{ database: failed }, "down"],
    [{ realtime: failed }, "down"],
    [{ realtime: failed, mail: failed, redis: disabled }, "down"],
  ])("with %o is %s", (findings, status) => {
    expect(stateOf(noteAll(healthy, findings, at(1)))?.status).toBe(status);
  });

  it("is unknown until every component has been asked", () => {
    const { realtime, ...others } = ALL_WELL;
    const most = noteAll(NOTHING_KNOWN, others, at(0));
    expect(stateOf(most)).toBeNull();
    expect(stateOf(record(most, "realtime", realtime, at(1)))?.status).toBe("ok");
  });
});

describe("what is kept", () => {
  it("is the last finding of each, and latency is no change", () => {
    const later = noteAll(healthy, { database: answered(7.6), redis: disabled }, at(4_000));
    const [redis] = later.changes;
    expect(later.components.database).toEqual({
      status: "ok",
      latencyMs: 8,
      checkedAt: "2026-11-21T12:00:04.000Z",
    });
    expect(later.components.redis).toEqual({
      status: "disabled",
      latencyMs: null,
      checkedAt: "2026-11-21T12:00:04.000Z",
    });
    expect(later.changes).toEqual([redis]);
    expect(record(later, "mail", answered(300), at(5_000))).toMatchObject({
      changedAt: later.changedAt,
      changes: later.changes,
    });
  });

  it("begins without changes when all is well, and with one for what isn't", () => {
    expect(healthy).toMatchObject({ changedAt: at(0).toISOString(), changes: [] });
    const begun = noteAll(NOTHING_KNOWN, { ...ALL_WELL, redis: disabled, mail: failed }, at(0));
    expect(begun.changes).toEqual([{ at: expect.any(String), component: "mail", status: "down" }]);
  });

  it("tells each change from the one before by its time, even in one millisecond or after a clock went back", () => {
    const first = record(healthy, "database", failed, at(100));
    const second = record(first, "redis", failed, at(100));
    const third = record(second, "database", answered(), at(-5_000));
    expect(third.changes.map((change) => [change.component, change.status])).toEqual([
      ["database", "ok"],
      ["redis", "down"],
      ["database", "down"],
    ]);
    const times = third.changes.map((change) => change.at);
    expect(times).toEqual([...new Set(times)].toSorted().toReversed());
    expect(third.changedAt).toBe(times[0]);
  });

  it("are the changes of a day, and never more than so many", () => {
    const first = record(healthy, "mail", failed, at(0));
    expect(recent(first.changes, at(DAY - 2))).toHaveLength(1);
    expect(recent(first.changes, at(DAY + 2))).toEqual([]);
    const next = record(first, "mail", answered(), at(DAY + 2));
    expect(next.changes).toEqual([{ at: at(DAY + 2).toISOString(), component: "mail", status: "ok" }]);

    let flapping = healthy;
    for (let n = 1; n <= HEALTH_CHANGES_MAX + 50; n++) {
      flapping = record(flapping, "redis", n % 2 ? failed : answered(), at(n * 4_000));
    }
    expect(flapping.changes).toHaveLength(HEALTH_CHANGES_MAX);
    expect(flapping.changes[0]?.at).toBe(at((HEALTH_CHANGES_MAX + 50) * 4_000).toISOString());
  });
});
