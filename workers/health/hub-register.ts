import { HUB_FAILURES_MAX, HUB_GRACE_MS, HUB_RETELL_MS, HUB_TELL_MS, HUB_WAVE } from "../shared/limits.ts";
import type { Log } from "../shared/log.ts";
import type { Now } from "../shared/time.ts";
import { LATE, within } from "../shared/within.ts";
import type { HealthState } from "./health.schema.ts";

/** The hubs, as the monitor knows them. */
export interface HubDirectory {
  /** Resolves when some hub answers. */
  ping(): Promise<void>;
  /**
   * Hands a hub the health it sends its sockets. May come twice, and late: a hub drops what is not newer, by `changedAt`,
   * than what it has. False when the hub has no sockets that listen.
   */
  tell(hub: string, state: HealthState): Promise<boolean>;
}

export interface HubRecord {
  joinedAt: number;
  /** `changedAt` of the state it has. */
  told: string;
  toldAt: number;
  /** In a row. */
  failures: number;
}

/** What outlives the register's memory. */
export interface HubStore {
  load(): Iterable<[hub: string, record: HubRecord]>;
  put(hub: string, record: HubRecord): void;
  delete(hub: string): void;
}

export type HubRegister = ReturnType<typeof createHubRegister>;

/** The hubs that listen, and what each was told last: who missed something, whyever, is told the next time. */
export function createHubRegister(deps: { store: HubStore; tell: HubDirectory["tell"]; now: Now; log: Log }) {
  const { store, tell, now, log } = deps;
  const hubs = new Map(store.load());
  let isTelling = false;

  function put(hub: string, record: HubRecord): void {
    hubs.set(hub, record);
    store.put(hub, record);
  }

  function remove(hub: string): void {
    hubs.delete(hub);
    store.delete(hub);
  }

  function misses({ told, toldAt }: HubRecord, { changedAt }: HealthState): boolean {
    return told !== changedAt || now().getTime() - toldAt >= HUB_RETELL_MS;
  }

  /** Whether it got through. */
  async function tellOne(hub: string, before: HubRecord, state: HealthState): Promise<boolean> {
    const listens = await within(HUB_TELL_MS, tell(hub, state)).catch(() => LATE);
    // It left, or joined anew, meanwhile: what was found is about the one before.
    if (hubs.get(hub) !== before) return true;
    const failures = before.failures + 1;
    if (listens === true) {
      put(hub, { ...before, told: state.changedAt, toldAt: now().getTime(), failures: 0 });
    } else if (listens === false) {
      if (now().getTime() - before.joinedAt < HUB_GRACE_MS) return false;
      remove(hub);
    } else if (failures < HUB_FAILURES_MAX) {
      put(hub, { ...before, failures });
    } else {
      remove(hub);
      log.warn("a hub is forgotten: it can't be reached", { hub });
    }
    return listens !== LATE;
  }

  return {
    count: () => hubs.size,
    names: () => [...hubs.keys()],
    remove,

    add(hub: string, told: string): void {
      const joinedAt = now().getTime();
      put(hub, { joinedAt, told, toldAt: joinedAt, failures: 0 });
    },

    /**
     * With the newest state for each wave: one that is overtaken is never sent. Who fails waits for the next call. A call
     * during another has its work done by that one.
     */
    async tellAll(current: () => HealthState | null): Promise<void> {
      if (isTelling) return;
      isTelling = true;
      const failed = new Set<string>();
      try {
        for (;;) {
          const state = current();
          if (state === null) return;
          const due = [...hubs].filter(([hub, record]) => !failed.has(hub) && misses(record, state));
          if (due.length === 0) return;
          const wave = due.slice(0, HUB_WAVE).map(async ([hub, record]) => {
            if (!(await tellOne(hub, record, state))) failed.add(hub);
          });
          await Promise.all(wave);
        }
      } finally {
        isTelling = false;
      }
    },
  };
}
