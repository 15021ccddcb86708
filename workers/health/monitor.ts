import { COMPONENTS, type ComponentName } from "../shared/components.ts";
import { HEALTH_FLOOR_MS, HEALTH_IDLE_MS, HEALTH_LISTENED_MS, HEALTH_SLOW_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import type { Now } from "../shared/time.ts";
import { LATE, within } from "../shared/within.ts";
import { find } from "./find.ts";
import type { HealthReport, HealthState } from "./health.schema.ts";
import { type Finding, type Health, recent, record, stateOf } from "./health.ts";
import type { HubRegister } from "./hub-register.ts";
import type { Probes } from "./probes.ts";

/** What outlives the monitor's memory. */
export interface HealthStore {
  load(): Health;
  save(health: Health): void;
}

export interface Alarm {
  /** When the next one is due, in milliseconds since 1970. */
  get(): Promise<number | null>;
  /** Replaces the one that is set. */
  set(at: number): Promise<void>;
}

export interface MonitorDeps {
  store: HealthStore;
  alarm: Alarm;
  hubs: HubRegister;
  /** Throws a ConfigError while a setting is wrong: then nothing can be asked. */
  openProbes: () => Probes;
  now: Now;
  /** Work that nobody waits for. */
  background: (work: Promise<unknown>) => void;
  log: Log;
}

export type Monitor = ReturnType<typeof createMonitor>;

/**
 * Asks the components, keeps what it found, and has the hubs told when something changed. At most one question is under
 * way for each component: whoever wants to know meanwhile waits for its answer.
 */
export function createMonitor(deps: MonitorDeps) {
  const { store, alarm, hubs, openProbes, now, background, log } = deps;
  let health = store.load();
  const underWay = new Map<ComponentName, Promise<void>>();
  const askedAt = new Map<ComponentName, number>();

  function check(name: ComponentName): Promise<void> {
    const running = underWay.get(name);
    if (running) return running;
    askedAt.set(name, now().getTime());
    const checking = ask(name).finally(() => underWay.delete(name));
    underWay.set(name, checking);
    return checking;
  }

  async function ask(name: ComponentName): Promise<void> {
    const finding = find(openProbes()[name]);
    const first = await within(HEALTH_SLOW_MS, finding);
    if (first !== LATE) return note(name, first);
    // Silence is news before it is an outage; of what nobody has heard of yet, there is nothing to say.
    if (health.components[name]) note(name, { outcome: "waiting", latencyMs: HEALTH_SLOW_MS });
    note(name, await finding);
  }

  function note(name: ComponentName, finding: Finding): void {
    const before = health;
    health = record(before, name, finding, now());
    store.save(health);
    const status = health.components[name]?.status;
    if (health.changes !== before.changes) {
      const reason = finding.outcome === "failed" ? finding.reason : undefined;
      log.warn("a component changed", { component: name, status, reason });
    }
    if (health.changedAt !== before.changedAt) background(tellHubs());
  }

  async function tellHubs(): Promise<void> {
    try {
      await hubs.tellAll(() => stateOf(health));
    } catch (error) {
      log.error("hubs can't be told of health", describeError(error));
    }
  }

  /** Never rejects: each answers for itself. */
  async function checkAll(names: readonly ComponentName[]): Promise<void> {
    const results = await Promise.allSettled(names.map(check));
    const failure = results.find((result) => result.status === "rejected");
    if (failure) log.error("health can't be checked", describeError(failure.reason));
  }

  /** Not while or soon after it was asked, whoever else wants to know. */
  function mayAsk(name: ComponentName): boolean {
    return now().getTime() - (askedAt.get(name) ?? 0) >= HEALTH_FLOOR_MS[name];
  }

  function isOlder(name: ComponentName, ageMs: number): boolean {
    const component = health.components[name];
    return component === undefined || now().getTime() - Date.parse(component.checkedAt) > ageMs;
  }

  function isListened(): boolean {
    return hubs.count() > 0;
  }

  function intervalMs(): number {
    return isListened() ? HEALTH_LISTENED_MS : HEALTH_IDLE_MS;
  }

  async function ringBy(latest: number): Promise<void> {
    const at = await alarm.get();
    const isLost = at === null || at < now().getTime() - HEALTH_IDLE_MS;
    if (isLost || at > latest) await alarm.set(latest);
  }

  /** An alarm within the interval, whatever became of the last one. */
  async function keepAwake(): Promise<void> {
    await ringBy(now().getTime() + intervalMs());
  }

  function known(): HealthState {
    const state = stateOf(health);
    if (state === null) throw new Error("no component could be asked");
    return state;
  }

  const isUnheardOf = (name: ComponentName) => health.components[name] === undefined;

  return {
    /** What is known, after asking where that is older than `maxAgeMs`. Rejects while nobody can be asked. */
    async state(maxAgeMs: number): Promise<HealthReport> {
      await keepAwake();
      const isWanted = (name: ComponentName) =>
        isUnheardOf(name) || underWay.has(name) || (isOlder(name, maxAgeMs) && mayAsk(name));
      await checkAll(COMPONENTS.filter(isWanted));
      return { ...known(), changes: recent(health.changes, now()) };
    },

    /** The hub is told of each change from now on, until it leaves. What is known now is the answer, at once. */
    async join(hub: string): Promise<HealthState> {
      await checkAll(COMPONENTS.filter(isUnheardOf));
      const state = known();
      const isFirst = !isListened();
      hubs.add(hub, state.changedAt);
      // Nobody may have been asked for a minute.
      await ringBy(now().getTime() + (isFirst ? 0 : HEALTH_LISTENED_MS));
      return state;
    },

    leave(hub: string): void {
      hubs.remove(hub);
    },

    /** Those that listen: hubs with a socket, and some that had one just now. */
    hubNames: hubs.names,

    /** A request met a failure: looks at once, or as soon as it may, and lets nobody wait. */
    async suspect(name: ComponentName): Promise<void> {
      await keepAwake();
      if (mayAsk(name)) background(checkAll([name]));
      else await ringBy((askedAt.get(name) ?? 0) + HEALTH_FLOOR_MS[name]);
    },

    /** Called now and then from outside, so that a lost alarm is no end. */
    wake: keepAwake,

    /**
     * Sets the next alarm first: whatever happens here, there is one. Whoever was asked too lately to be asked again is
     * due an interval after that, not after this.
     */
    async tick(): Promise<void> {
      const asked = COMPONENTS.filter(mayAsk);
      const spared = COMPONENTS.filter((name) => !asked.includes(name));
      const oldest = Math.min(now().getTime(), ...spared.map((name) => askedAt.get(name) ?? 0));
      await alarm.set(oldest + intervalMs());
      await checkAll(asked);
      background(tellHubs());
    },
  };
}
