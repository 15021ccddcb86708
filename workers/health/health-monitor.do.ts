import { DurableObject } from "cloudflare:workers";
import { createMonitorParts } from "../services.ts";
import type { ComponentName } from "../shared/components.ts";
import { createLog } from "../shared/log.ts";
import type { Change, HealthReport, HealthState } from "./health.schema.ts";
import { type Health, NOTHING_KNOWN } from "./health.ts";
import { createHubRegister, type HubRecord, type HubStore } from "./hub-register.ts";
import { createMonitor, type HealthStore, type Monitor } from "./monitor.ts";

const HEALTH = "health";
const CHANGES = "changes";
const HUB = "hub:";

/** The one object that knows how the service is. No timer outlives a call: between alarms it sleeps. */
export class HealthMonitor extends DurableObject<Env> {
  #monitor: Monitor;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    const { storage } = context;
    const log = createLog({ object: "health monitor" });
    const now = () => new Date();
    const { openProbes, hubs } = createMonitorParts(env);
    this.#monitor = createMonitor({
      store: healthStore(storage),
      alarm: { get: () => storage.getAlarm(), set: (at) => storage.setAlarm(at) },
      hubs: createHubRegister({ store: hubStore(storage), tell: hubs.tell, now, log }),
      openProbes,
      now,
      background: (work) => context.waitUntil(work),
      log,
    });
  }

  state(maxAgeMs: number): Promise<HealthReport> {
    return this.#monitor.state(maxAgeMs);
  }

  join(hub: string): Promise<HealthState> {
    return this.#monitor.join(hub);
  }

  leave(hub: string): void {
    this.#monitor.leave(hub);
  }

  hubNames(): string[] {
    return this.#monitor.hubNames();
  }

  suspect(component: ComponentName): Promise<void> {
    return this.#monitor.suspect(component);
  }

  wake(): Promise<void> {
    return this.#monitor.wake();
  }

  override alarm(): Promise<void> {
    return this.#monitor.tick();
  }
}

/** Changes apart from the rest, which is written each time somebody was asked. */
function healthStore({ kv }: DurableObjectStorage): HealthStore {
  let saved: readonly Change[] = kv.get<Change[]>(CHANGES) ?? [];
  return {
    load: () => ({ ...(kv.get<Omit<Health, "changes">>(HEALTH) ?? NOTHING_KNOWN), changes: saved }),
    save({ changes, ...rest }) {
      kv.put(HEALTH, rest);
      if (changes === saved) return;
      kv.put(CHANGES, changes);
      saved = changes;
    },
  };
}

function hubStore({ kv }: DurableObjectStorage): HubStore {
  return {
    *load() {
      for (const [key, record] of kv.list<HubRecord>({ prefix: HUB })) yield [key.slice(HUB.length), record];
    },
    put: (hub, record) => kv.put(`${HUB}${hub}`, record),
    delete: (hub) => void kv.delete(`${HUB}${hub}`),
  };
}
