import { COMPONENTS, type ComponentName } from "../shared/components.ts";
import { HEALTH_CHANGES_KEEP_MS, HEALTH_CHANGES_MAX, HEALTH_SLOW_MS } from "../shared/limits.ts";
import type {
  Change,
  Component,
  ComponentStatus,
  Components,
  HealthState,
  OverallStatus,
} from "./health.schema.ts";

/** What asking a component came to. `waiting`: no answer so far. */
export type Finding =
  | { outcome: "answered" | "waiting"; latencyMs: number }
  /** `reason` is for the log only. */
  | { outcome: "failed"; latencyMs: number; reason: string }
  | { outcome: "disabled" };

/** What is known. Components that nobody has asked yet are missing. */
export interface Health {
  components: Partial<Components>;
  /** Null before the first finding. */
  changedAt: string | null;
  /** Newest first. */
  changes: readonly Change[];
}

export const NOTHING_KNOWN: Health = { components: {}, changedAt: null, changes: [] };

/** Whether asking a second time could say nothing better. */
export function isGood(finding: Finding): boolean {
  return finding.outcome === "disabled" || (finding.outcome === "answered" && !isSlow(finding.latencyMs));
}

/** Of two tries: an answer beats a failure, a quick answer a slow one. */
export function better(first: Finding, second: Finding): Finding {
  if (first.outcome !== "answered") return second;
  if (second.outcome !== "answered") return first;
  return second.latencyMs < first.latencyMs ? second : first;
}

/**
 * A component is down as soon as it fails and back as soon as it answers: both have to be seen at once, and a finding is
 * already the better of two tries. Only slowness has a memory, so that a latency around the threshold doesn't flap.
 */
export function judge(before: ComponentStatus | undefined, finding: Finding): ComponentStatus {
  switch (finding.outcome) {
    case "disabled":
      return "disabled";
    case "failed":
      return "down";
    case "waiting":
      return before === "down" ? "down" : "degraded";
    case "answered":
      return isSlow(finding.latencyMs, before) ? "degraded" : "ok";
  }
}

function isSlow(latencyMs: number, before?: ComponentStatus): boolean {
  return latencyMs >= (before === "degraded" ? HEALTH_SLOW_MS / 2 : HEALTH_SLOW_MS);
}

/** The whole: nobody gets in without the database or the realtime side; without Redis or mail much still works. */
export function overall(components: Components): OverallStatus {
  if (components.database.status === "down" || components.realtime.status === "down") return "down";
  const isBad = COMPONENTS.some((name) => ["down", "degraded"].includes(components[name].status));
  return isBad ? "degraded" : "ok";
}

/** With one more finding. Before its first one a component counts as well, so only bad news of it is a change. */
export function record(health: Health, name: ComponentName, finding: Finding, now: Date): Health {
  const before = health.components[name]?.status;
  const component = componentOf(before, finding, now);
  const components = { ...health.components, [name]: component };
  const { status } = component;
  const isChange = before === undefined ? status === "down" || status === "degraded" : status !== before;
  if (!isChange) return { ...health, components, changedAt: health.changedAt ?? now.toISOString() };
  const at = afterward(health.changedAt, now);
  const changes = [{ at, component: name, status }, ...recent(health.changes, now)];
  return { components, changedAt: at, changes: changes.slice(0, HEALTH_CHANGES_MAX) };
}

export function componentOf(before: ComponentStatus | undefined, finding: Finding, now: Date): Component {
  return {
    status: judge(before, finding),
    latencyMs: finding.outcome === "disabled" ? null : Math.round(finding.latencyMs),
    checkedAt: now.toISOString(),
  };
}

/** Two changes in one millisecond, or a clock that went back, must not look like one change. */
function afterward(changedAt: string | null, now: Date): string {
  const earliest = changedAt === null ? 0 : Date.parse(changedAt) + 1;
  return new Date(Math.max(now.getTime(), earliest)).toISOString();
}

export function recent(changes: readonly Change[], now: Date): Change[] {
  return changes.filter(({ at }) => now.getTime() - Date.parse(at) < HEALTH_CHANGES_KEEP_MS);
}

/** Null until every component has been asked. */
export function stateOf({ components, changedAt }: Health): HealthState | null {
  const { database, redis, mail, realtime } = components;
  if (!(database && redis && mail && realtime) || changedAt === null) return null;
  const known = { database, redis, mail, realtime };
  return { status: overall(known), components: known, changedAt };
}
