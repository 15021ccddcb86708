import type { HealthReport } from "../health/health.schema.ts";
import { COMPONENTS } from "../shared/components.ts";
import { HEALTH_IDLE_MS, HUB_WAVE } from "../shared/limits.ts";
import { SECOND } from "../shared/time.ts";
import type { GaugeName, GaugeReader, GaugeSample } from "./gauge.ts";

export interface GaugeSources {
  activeSessions(): Promise<number>;
  outbox(): Promise<{ pending: number; oldest: Date | null }>;
  /** Since when the key signs that signs now. */
  signingSince(): Promise<Date | null>;
  /** The names of the hubs that have sockets. */
  hubs(): Promise<string[]>;
  socketsOf(hub: string): Promise<number>;
  health(maxAgeMs: number): Promise<HealthReport>;
  now(): Date;
}

const UP = { ok: 1, degraded: 0.5, down: 0 } as const;
/** The monitor asks at least each HEALTH_IDLE_MS by itself: nobody is asked for a gauge's sake. */
const HEALTH_AGE_MS = 2 * HEALTH_IDLE_MS;

/** By what they read: what fails together is left out together. */
export function createGaugeReaders(sources: GaugeSources): Record<string, GaugeReader> {
  const { now } = sources;
  const ageSeconds = (since: Date | null) =>
    since === null ? 0 : Math.max(0, (now().getTime() - since.getTime()) / SECOND);

  return {
    active_sessions: async () => [sample("active_sessions", await sources.activeSessions())],

    async outbox() {
      const { pending, oldest } = await sources.outbox();
      return [sample("outbox_pending", pending), sample("outbox_oldest_age_seconds", ageSeconds(oldest))];
    },

    async signing_key() {
      const since = await sources.signingSince();
      return since === null ? [] : [sample("signing_key_age_seconds", ageSeconds(since))];
    },

    async ws_connections() {
      const counts = new Map<string, number>();
      const hubs = await sources.hubs();
      for (let start = 0; start < hubs.length; start += HUB_WAVE) {
        const wave = hubs.slice(start, start + HUB_WAVE).map(async (hub) => {
          const count = await sources.socketsOf(hub);
          const region = hub.split(":")[1] ?? "";
          counts.set(region, (counts.get(region) ?? 0) + count);
        });
        await Promise.all(wave);
      }
      return [...counts].map(([region, count]) => sample("ws_connections", count, [region]));
    },

    async health() {
      const { components } = await sources.health(HEALTH_AGE_MS);
      return COMPONENTS.flatMap((component) => {
        const { status } = components[component];
        return status === "disabled" ? [] : [sample("component_up", UP[status], [component])];
      });
    },
  };
}

function sample(name: GaugeName, value: number, labels: string[] = []): GaugeSample {
  return { name, labels, value };
}
