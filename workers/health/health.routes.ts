import { createRoute, z } from "@hono/zod-openapi";
import { answer, createRouter } from "../shared/http.ts";
import { VERSION } from "../shared/version.ts";

const healthz = createRoute({
  method: "get",
  path: "/healthz",
  tags: ["operations"],
  summary: "Whether the Worker answers; touches nothing else",
  responses: { 200: answer("It does", z.object({ status: z.literal("ok"), version: z.string() })) },
});

export const healthRoutes = createRouter().openapi(healthz, (c) =>
  c.json({ status: "ok" as const, version: VERSION }, 200),
);
