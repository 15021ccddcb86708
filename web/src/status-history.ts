import type { Change, ComponentName, ComponentStatus, ServiceStatus } from "./service-status.ts";

export const DAY_MS = 86_400_000;

export interface Segment {
  /** `unknown`: a change says what came after it, and of what was before only that it was something else. */
  status: ComponentStatus | "unknown";
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** The last 24 hours of one component, oldest first, without gaps. Nothing changed: it was as it is now. */
export function segmentsOf(
  changes: readonly Change[],
  component: ComponentName,
  current: ComponentStatus,
  now: number,
): Segment[] {
  const start = now - DAY_MS;
  const own = changes
    .filter((change) => change.component === component)
    .map(({ at, status }) => ({ at: Math.min(Date.parse(at), now), status }))
    .filter(({ at }) => at > start)
    .sort((one, other) => one.at - other.at);
  const before = own[0] ? statusBefore(own[0].status) : current;
  const points: { at: number; status: Segment["status"] }[] = [{ at: start, status: before }, ...own];
  return points.map(({ at, status }, index) => ({ status, from: at, to: points[index + 1]?.at ?? now }));
}

/** Trouble comes out of good times; what ended when it was well again, or put to use, nobody has written down. */
function statusBefore(first: ComponentStatus): Segment["status"] {
  return first === "down" || first === "degraded" ? "ok" : "unknown";
}

/**
 * When the outage that goes on now began: without a break, one or the other of what nobody gets in without was down.
 * A day ago stands for any time before. Null when there is none.
 */
export function downSince({ components, changes }: ServiceStatus, now: number): number | null {
  const down = (["database", "realtime"] as const)
    .flatMap((name) => segmentsOf(changes, name, components[name].status, now))
    .filter(({ status }) => status === "down");
  let began = now;
  for (;;) {
    const earlier = down.find(({ from, to }) => from < began && to >= began);
    if (!earlier) return began === now ? null : began;
    began = earlier.from;
  }
}

export interface ToldChange extends Change {
  /** How long it wasn't well, for a component that is again; null where nobody knows. */
  lastedMs: number | null;
}

/** Newest first, as they come. */
export function toldChanges(changes: readonly Change[]): ToldChange[] {
  return changes.map((change, index) => ({
    ...change,
    lastedMs: lastedBefore(change, changes.slice(index + 1)),
  }));
}

function lastedBefore({ at, component, status }: Change, earlier: readonly Change[]): number | null {
  if (status !== "ok") return null;
  const own = earlier.filter((change) => change.component === component);
  const well = own.findIndex((change) => change.status === "ok" || change.status === "disabled");
  const ill = well === -1 ? own : own.slice(0, well);
  const first = ill.at(-1);
  return first ? Date.parse(at) - Date.parse(first.at) : null;
}
