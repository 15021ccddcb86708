import { describe, expect, it } from "vitest";
import type { Component, HealthReport } from "../health/health.schema.ts";
import { createLog } from "../shared/log.ts";
import { readGauges } from "./gauge.ts";
import { createGaugeReaders, type GaugeSources } from "./gauge-readers.ts";

const NOW = new Date("2026-03-01T12:00:00Z");
const component = (status: Component["status"]): Component => ({
  status,
  latencyMs: 1,
  checkedAt: NOW.toISOString(),
});

function readWith(changes: Partial<GaugeSources>) {
  const sources: GaugeSources = {
    activeSessions: async () => 3,
    outbox: async () => ({ pending: 0, oldest: null }),
    signingSince: async () => new Date("2026-03-01T11:00:00Z"),
    hubs: async () => [],
    socketsOf: async () => 0,
    health: async (): Promise<HealthReport> => ({
      status: "degraded",
      changedAt: NOW.toISOString(),
      changes: [],
      components: {
        database: component("ok"),
        redis: component("disabled"),
        mail: component("degraded"),
        realtime: component("down"),
      },
    }),
    now: () => NOW,
    ...changes,
  };
  return readGauges(
    createGaugeReaders(sources),
    createLog({}, () => undefined),
  );
}

describe("gauges", () => {
  it("say how things are", async () => {
    const counts: Record<string, number> = { "hub:eu:1": 2, "hub:eu:health:0": 3, "hub:local:7": 4 };
    const { samples, failed } = await readWith({
      outbox: async () => ({ pending: 2, oldest: new Date("2026-03-01T11:58:30Z") }),
      hubs: async () => Object.keys(counts),
      socketsOf: async (hub) => counts[hub] ?? 0,
    });
    expect(failed).toEqual([]);
    expect(samples.map(({ name, labels, value }) => [name, ...labels, value])).toEqual([
      ["active_sessions", 3],
      ["outbox_pending", 2],
      ["outbox_oldest_age_seconds", 90],
      ["signing_key_age_seconds", 3600],
      ["ws_connections", "eu", 5],
      ["ws_connections", "local", 4],
      ["component_up", "database", 1],
      ["component_up", "mail", 0.5],
      ["component_up", "realtime", 0],
    ]);
  });

  it("are left out where they can't be read: half of the sockets would be a lie", async () => {
    const away = () => Promise.reject(new Error("away"));
    const { samples, failed } = await readWith({
      activeSessions: away,
      hubs: async () => ["hub:eu:1", "hub:eu:2"],
      socketsOf: (hub) => (hub === "hub:eu:2" ? away() : Promise.resolve(9)),
    });
    expect(failed).toEqual(["active_sessions", "ws_connections"]);
    const names = new Set(samples.map(({ name }) => name));
    expect([...names]).toEqual([
      "outbox_pending",
      "outbox_oldest_age_seconds",
      "signing_key_age_seconds",
      "component_up",
    ]);
  });

  it("have nothing to say of a key before there is one", async () => {
    const { samples } = await readWith({ signingSince: async () => null });
    expect(samples.some(({ name }) => name === "signing_key_age_seconds")).toBe(false);
  });
});
