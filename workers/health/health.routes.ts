import { createRoute, z } from "@hono/zod-openapi";
import { answer, createRouter } from "../shared/http.ts";
import { HEALTH_AGE_MS, HEALTH_LISTENED_MS, HEALTH_STATUS_MAX_AGE_SECONDS } from "../shared/limits.ts";
import { SECOND } from "../shared/time.ts";
import { VERSION } from "../shared/version.ts";
import { Readiness, Status } from "./health.schema.ts";

const RETRY_AFTER = { "Retry-After": String(HEALTH_LISTENED_MS / SECOND) };

const healthz = createRoute({
  method: "get",
  path: "/healthz",
  tags: ["operations"],
  summary: "Whether the Worker answers; touches nothing else",
  responses: { 200: answer("It does", z.object({ status: z.literal("ok"), version: z.string() })) },
});

const readyz = createRoute({
  method: "get",
  path: "/readyz",
  tags: ["operations"],
  summary: "Whether people can get in right now, for load balancers",
  responses: {
    200: answer("They can; `degraded` when something is slow, or Redis or mail is away", Readiness),
    503: answer("They can't: `down`", Readiness),
  },
});

const status = createRoute({
  method: "get",
  path: "/api/status",
  tags: ["operations"],
  summary: "The same for people, with what changed in the last 24 hours",
  responses: { 200: answer("As `/readyz`", Status), 503: answer("As `/readyz`", Status) },
});

export const healthRoutes = createRouter()
  .openapi(healthz, (c) => c.json({ status: "ok" as const, version: VERSION }, 200))
  .openapi(readyz, async (c) => {
    const { status, components } = await c.get("services").health.report(HEALTH_AGE_MS);
    const body = { status, components };
    return status === "down" ? c.json(body, 503, RETRY_AFTER) : c.json(body, 200);
  })
  .openapi(status, async (c) => {
    const { status, components, changes } = await c.get("services").health.report(HEALTH_AGE_MS);
    const body = { status, components, changes };
    const cached = { "Cache-Control": `public, max-age=${HEALTH_STATUS_MAX_AGE_SECONDS}` };
    return status === "down" ? c.json(body, 503, { ...cached, ...RETRY_AFTER }) : c.json(body, 200, cached);
  });
