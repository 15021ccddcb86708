import { describe, expect, it } from "vitest";
import type { Change, ComponentName, ComponentStatus, ServiceStatus } from "./service-status.ts";
import { DAY_MS, downSince, segmentsOf, toldChanges } from "./status-history.ts";

const NOW = Date.parse("2026-01-02T12:00:00Z");
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => NOW - hours * HOUR_MS;

const change = (hours: number, component: ComponentName, status: ComponentStatus): Change => ({
  at: new Date(hoursAgo(hours)).toISOString(),
  component,
  status,
});

function service(
  changes: Change[],
  now: Partial<Record<ComponentName, ComponentStatus>> = {},
): ServiceStatus {
  const component = (name: ComponentName) => ({
    status: now[name] ?? ("ok" as const),
    latencyMs: 2,
    checkedAt: new Date(NOW).toISOString(),
  });
  const components = {
    database: component("database"),
    redis: component("redis"),
    mail: component("mail"),
    realtime: component("realtime"),
  };
  return { status: "ok", components, changes };
}

describe("the last 24 hours of a component", () => {
  it("are all as they are now when nothing changed", () => {
    expect(segmentsOf([], "redis", "disabled", NOW)).toEqual([
      { status: "disabled", from: NOW - DAY_MS, to: NOW },
    ]);
  });

  it("follow its own changes, oldest first and without gaps", () => {
    const changes = [change(1, "mail", "ok"), change(2, "database", "down"), change(3, "mail", "down")];
    expect(segmentsOf(changes, "mail", "ok", NOW)).toEqual([
      { status: "ok", from: NOW - DAY_MS, to: hoursAgo(3) },
      { status: "down", from: hoursAgo(3), to: hoursAgo(1) },
      { status: "ok", from: hoursAgo(1), to: NOW },
    ]);
  });

  it("begin with what nobody knows when the first news is that it is well", () => {
    const [first] = segmentsOf([change(5, "mail", "ok")], "mail", "ok", NOW);
    expect(first).toEqual({ status: "unknown", from: NOW - DAY_MS, to: hoursAgo(5) });
  });

  it("leave out what is older, or lies in the future of this clock", () => {
    const changes = [change(-1, "mail", "down"), change(25, "mail", "ok")];
    expect(segmentsOf(changes, "mail", "down", NOW)).toEqual([
      { status: "ok", from: NOW - DAY_MS, to: NOW },
      { status: "down", from: NOW, to: NOW },
    ]);
  });
});

describe("since when nobody gets in", () => {
  it("is not asked while the database and the realtime side are there", () => {
    const changes = [change(1, "database", "ok"), change(2, "database", "down")];
    expect(downSince(service(changes, { mail: "down" }), NOW)).toBeNull();
  });

  it("is when the component went that is still away", () => {
    const changes = [
      change(1, "database", "down"),
      change(4, "database", "ok"),
      change(5, "database", "down"),
    ];
    expect(downSince(service(changes, { database: "down" }), NOW)).toBe(hoursAgo(1));
  });

  it("goes on from one component to the other", () => {
    const changes = [
      change(1, "database", "ok"),
      change(2, "realtime", "down"),
      change(3, "database", "down"),
    ];
    expect(downSince(service(changes, { realtime: "down" }), NOW)).toBe(hoursAgo(3));
  });

  it("is a day ago when it is longer", () => {
    expect(downSince(service([], { database: "down" }), NOW)).toBe(NOW - DAY_MS);
  });
});

describe("the changes, as they are told", () => {
  it("say of a component that is well again how long it wasn’t", () => {
    const changes = [
      change(1, "mail", "ok"),
      change(2, "mail", "down"),
      change(2.5, "database", "degraded"),
      change(4, "mail", "degraded"),
      change(6, "mail", "ok"),
      change(7, "mail", "down"),
    ];
    expect(toldChanges(changes).map(({ lastedMs }) => lastedMs && lastedMs / HOUR_MS)).toEqual([
      3,
      null,
      null,
      null,
      1,
      null,
    ]);
  });

  it("don’t know how long trouble lasted that began before them", () => {
    expect(toldChanges([change(1, "mail", "ok")])[0]?.lastedMs).toBeNull();
  });
});
