import { describe, expect, it } from "vitest";
import type { Health } from "../client/frame.ts";
import { type News, type Trouble, troubleAfter } from "./trouble.ts";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const EARLIER = NOW - 90_000;

type Status = Health["components"]["mail"]["status"];

function health(
  status: Health["status"],
  ill: Partial<Record<keyof Health["components"], Status>> = {},
): News {
  const component = (name: keyof Health["components"]) => ({
    status: ill[name] ?? ("ok" as const),
    latencyMs: 3,
    checkedAt: new Date(NOW).toISOString(),
  });
  const components = {
    database: component("database"),
    redis: component("redis"),
    mail: component("mail"),
    realtime: component("realtime"),
  };
  return { type: "health", health: { status, components }, since: EARLIER };
}

describe("what is wrong", () => {
  it("is nothing while the service says it is well", () => {
    expect(troubleAfter(null, health("ok"), NOW)).toBeNull();
    expect(troubleAfter({ kind: "unreachable", since: EARLIER }, health("ok"), NOW)).toBeNull();
  });

  it.each([
    ["mail", health("degraded", { mail: "down" })],
    ["mail", health("degraded", { mail: "degraded", redis: "down" })],
    ["slow", health("degraded", { redis: "down" })],
    ["slow", health("degraded", { database: "degraded" })],
    ["down", health("down", { database: "down", mail: "down" })],
    ["down", { type: "broken" }],
    ["unreachable", { type: "silence" }],
    ["offline", { type: "offline" }],
  ] as const)("is %s", (kind, news) => {
    expect(troubleAfter(null, news, NOW)?.kind).toBe(kind);
  });
});

describe("since when", () => {
  it("an outage has lasted since the service says it began, also for a page that comes later", () => {
    expect(troubleAfter(null, health("down"), NOW)?.since).toBe(EARLIER);
  });

  it("an outage can't have begun in the future, whatever the clocks say", () => {
    expect(troubleAfter(null, health("down"), EARLIER - 60_000)?.since).toBe(EARLIER - 60_000);
  });

  it("a second piece of bad news begins no second outage", () => {
    const before: Trouble = { kind: "down", since: EARLIER - 1_000 };
    expect(troubleAfter(before, health("down"), NOW)).toEqual(before);
    expect(troubleAfter(before, { type: "silence" }, NOW)).toEqual({ ...before, kind: "unreachable" });
  });

  it("being offline is another matter than an outage", () => {
    const before: Trouble = { kind: "down", since: EARLIER };
    expect(troubleAfter(before, { type: "offline" }, NOW)).toEqual({ kind: "offline", since: NOW });
  });
});
