import { z } from "@hono/zod-openapi";
import { COMPONENTS } from "../shared/components.ts";

const ComponentStatus = z.enum(["ok", "degraded", "down", "disabled"]).openapi({
  description: "`degraded` is slow, or not asked; `disabled` is not set up, and not missed",
});
export type ComponentStatus = z.infer<typeof ComponentStatus>;

export const Component = z
  .object({
    status: ComponentStatus,
    latencyMs: z.int().nullable().openapi({
      description: "How long the last answer, or the wait for one, took; null where nobody was asked",
    }),
    checkedAt: z.iso.datetime(),
  })
  .openapi("Component");
export type Component = z.infer<typeof Component>;

const Components = z.object({
  database: Component,
  redis: Component,
  mail: Component,
  realtime: Component,
});
export type Components = z.infer<typeof Components>;

const OverallStatus = z.enum(["ok", "degraded", "down"]);
export type OverallStatus = z.infer<typeof OverallStatus>;

export const Readiness = z
  .object({ status: OverallStatus, components: Components })
  .openapi("Readiness", { description: "`down` when the database or the realtime side is" });

export const Change = z.object({
  at: z.iso.datetime(),
  component: z.enum(COMPONENTS),
  status: ComponentStatus,
});
export type Change = z.infer<typeof Change>;

export const Status = Readiness.extend({
  changes: z.array(Change).openapi({ description: "Of the last 24 hours, newest first" }),
}).openapi("Status");

/** What a health frame holds, as it goes over the wire. */
export interface HealthState {
  status: OverallStatus;
  components: Components;
  /** Grows with every change, so a state with a smaller one is older news. */
  changedAt: string;
}

export type HealthReport = HealthState & { changes: Change[] };
