import type { Component, HealthState } from "../health/health.schema.ts";

/**
 * Who knows how the service is. A hub that has joined is told of each change, and now and then that there was none, by its
 * `health`, until it leaves or answers that it has no sockets.
 */
export interface HealthSource {
  /** What is known now. */
  join(hub: string): Promise<HealthState>;
  leave(hub: string): Promise<void>;
}

/** Older than whatever will be said. */
const NEVER = new Date(0).toISOString();

const unasked: Component = { status: "degraded", latencyMs: null, checkedAt: NEVER };

/** While nobody can say. */
export const HEALTH_UNKNOWN: HealthState = {
  status: "degraded",
  components: { database: unasked, redis: unasked, mail: unasked, realtime: unasked },
  changedAt: NEVER,
};
