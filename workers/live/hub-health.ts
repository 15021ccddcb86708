import type { HealthState } from "../health/health.schema.ts";
import { HEALTH_PATIENCE_MS, HEALTH_SILENCE_MAX_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import { LATE, within } from "../shared/within.ts";
import { HEALTH_UNKNOWN, type HealthSource } from "./health-source.ts";

const HEALTH = "health";

interface Known {
  state: HealthState;
  toldAt: number;
}

/** The service's health, as a hub hands it on: asked for by its first socket, told of from then on. */
export function createHubHealth(deps: {
  kv: SyncKvStorage;
  hub: () => string;
  source: HealthSource;
  hasSockets: () => boolean;
  broadcast: (state: HealthState) => void;
  background: (work: Promise<unknown>) => void;
  log: () => Log;
}) {
  const { kv, hub, source, hasSockets, broadcast, background, log } = deps;

  /** What is new goes to all sockets. False when there is none. */
  function learn(state: HealthState): boolean {
    if (!hasSockets()) {
      kv.delete(HEALTH);
      return false;
    }
    const known = kv.get<Known>(HEALTH)?.state;
    const isNew = known === undefined || known.changedAt < state.changedAt;
    kv.put<Known>(HEALTH, { state: isNew ? state : known, toldAt: Date.now() });
    if (isNew) broadcast(state);
    return true;
  }

  /** A hub that hears nothing for long was forgotten, and joins again. */
  async function current(): Promise<HealthState> {
    const known = kv.get<Known>(HEALTH);
    if (known && Date.now() - known.toldAt < HEALTH_SILENCE_MAX_MS) return known.state;
    const joining = source.join(hub());
    const state = await within(HEALTH_PATIENCE_MS, joining).catch((): typeof LATE => LATE);
    if (state === LATE) {
      background(
        joining.then(learn, (error) => log().warn("health can't be asked for", describeError(error))),
      );
      return known?.state ?? HEALTH_UNKNOWN;
    }
    // Told of a newer one meanwhile: its sockets have that.
    const told = kv.get<Known>(HEALTH)?.state;
    if (told && told.changedAt > state.changedAt) return told;
    kv.put<Known>(HEALTH, { state, toldAt: Date.now() });
    return state;
  }

  return {
    learn,
    current,

    /** With the last socket. */
    async leave(): Promise<void> {
      kv.delete(HEALTH);
      await source
        .leave(hub())
        .catch((error) => log().warn("the hub could not leave the health monitor", describeError(error)));
      // Somebody came meanwhile, and of leaving and joining the last counts.
      if (hasSockets()) await current();
    },
  };
}

export type HubHealth = ReturnType<typeof createHubHealth>;
