export type ComponentName = "database" | "redis" | "mail" | "realtime";

/** What frames say of the service's health (CONTRACT sections 6 and 7). */
export interface HealthState {
  status: "ok" | "degraded" | "down";
  components: Partial<
    Record<
      ComponentName,
      { status: "ok" | "degraded" | "down" | "disabled"; latencyMs: number | null; checkedAt: string }
    >
  >;
  changedAt: string;
}

/**
 * Who knows how the service is. A hub that has joined is told of each change, and now and then that there was none, by its
 * `health`, until it leaves or answers that it has no sockets.
 */
export interface HealthSource {
  /** What is known now. */
  join(hub: string): Promise<HealthState>;
  leave(hub: string): Promise<void>;
}

/** While nobody can say: older than whatever will be said. */
export const HEALTH_UNKNOWN: HealthState = {
  status: "degraded",
  components: {},
  changedAt: new Date(0).toISOString(),
};

/** While nobody watches the service: it runs, or nobody would be asking. */
export function createUnwatched(now: () => Date): HealthSource {
  return {
    join: async () => ({ status: "ok", components: {}, changedAt: now().toISOString() }),
    leave: async () => undefined,
  };
}
