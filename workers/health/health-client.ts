import type { ComponentName } from "../shared/components.ts";
import { HEALTH_FLOOR_MS, HEALTH_MONITOR_PATIENCE_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import { findAppError } from "../shared/problem.ts";
import type { Now } from "../shared/time.ts";
import { LATE, within } from "../shared/within.ts";
import { find } from "./find.ts";
import type { Components, HealthReport, HealthState } from "./health.schema.ts";
import { componentOf, type Finding, overall } from "./health.ts";
import type { HealthMonitor } from "./health-monitor.do.ts";
import type { Probe, Probes } from "./probes.ts";

/** When this isolate last told the monitor of a failure, by component. Holds numbers only, so requests may share it. */
export type Suspicions = Map<ComponentName, number>;

/** The monitor, as the Worker sees it. */
export interface HealthClient {
  /** No older than `maxAgeMs` where the monitor can be reached. Never rejects. */
  report(maxAgeMs: number): Promise<HealthReport>;
  /** Have a component looked at because a request met its failure. To be deferred; never rejects. */
  suspect(component: ComponentName): Promise<void>;
  /** The component whose failure an error is, if it is one's, is suspected. */
  suspectCause(error: unknown): Promise<void>;
  /** A hub is told of each change, until it leaves. The answer is what is known now. Rejects as `wake` does. */
  join(hub: string): Promise<HealthState>;
  leave(hub: string): Promise<void>;
  /** Has the monitor go on, should it have stopped. Rejects when it can't be reached. */
  wake(): Promise<void>;
}

export function createHealthClient(deps: {
  /** Finds it anew for each call: a stub that has failed once fails for ever. */
  monitor: () => DurableObjectStub<HealthMonitor>;
  probes: Probes;
  suspicions: Suspicions;
  now: Now;
  log: Log;
}): HealthClient {
  const { monitor, probes, suspicions, now, log } = deps;

  async function suspect(component: ComponentName): Promise<void> {
    const time = now().getTime();
    if (time - (suspicions.get(component) ?? 0) < HEALTH_FLOOR_MS[component]) return;
    suspicions.set(component, time);
    try {
      await within(HEALTH_MONITOR_PATIENCE_MS, monitor().suspect(component));
    } catch (error) {
      log.warn("the health monitor can't be reached", describeError(error));
    }
  }

  /** What this request can find out by itself. Nobody bounds how often it asks, so it asks nobody who counts. */
  async function withoutMonitor(): Promise<HealthReport> {
    const database = await find(probes.database);
    const components: Components = {
      database: componentOf(undefined, database, now()),
      redis: componentOf(undefined, unasked(probes.redis), now()),
      mail: componentOf(undefined, unasked(probes.mail), now()),
      realtime: componentOf(undefined, { outcome: "failed", latencyMs: 0, reason: "no monitor" }, now()),
    };
    return { status: overall(components), components, changedAt: now().toISOString(), changes: [] };
  }

  return {
    suspect,

    async report(maxAgeMs) {
      try {
        const report = await within(HEALTH_MONITOR_PATIENCE_MS, monitor().state(maxAgeMs));
        if (report !== LATE) return report;
        log.error("the health monitor is silent");
      } catch (error) {
        log.error("the health monitor can't be reached", describeError(error));
      }
      return withoutMonitor();
    },

    async suspectCause(error) {
      const dependency = findAppError(error)?.options.dependency;
      if (dependency !== undefined) await suspect(dependency);
    },

    async join(hub) {
      return monitor().join(hub);
    },

    async leave(hub) {
      await monitor().leave(hub);
    },

    async wake() {
      await monitor().wake();
    },
  };
}

function unasked(probe: Probe): Finding {
  if (probe === "disabled") return { outcome: "disabled" };
  return { outcome: probe === "ok" ? "answered" : "waiting", latencyMs: 0 };
}
