import { createRoute, z } from "@hono/zod-openapi";
import { AppError } from "../shared/errors.ts";
import { createRouter, SCRAPER } from "../shared/http.ts";
import { METRICS_PATIENCE_MS } from "../shared/limits.ts";
import { fails } from "../shared/problem.ts";
import { LATE, within } from "../shared/within.ts";
import { EXPOSITION_TYPE } from "./exposition.ts";

const metrics = createRoute({
  method: "get",
  path: "/metrics",
  tags: ["operations"],
  summary: "Everything that is counted, for Prometheus; 404 without the setting `METRICS_TOKEN`",
  security: SCRAPER,
  responses: {
    200: { description: "Prometheus text 0.0.4", content: { "text/plain": { schema: z.string() } } },
    ...fails("unauthenticated", "unavailable"),
  },
});

export const metricsRoutes = createRouter().openapi(metrics, async (c) => {
  const { metricsText } = c.get("services");
  const text = await within(METRICS_PATIENCE_MS, metricsText()).catch((cause: unknown) => {
    throw unavailable("the exporter can't be read", cause);
  });
  if (text === LATE) throw unavailable("the exporter is silent");
  return c.text(text, 200, { "Content-Type": EXPOSITION_TYPE, "Cache-Control": "no-store" });
});

function unavailable(reason: string, cause?: unknown): AppError {
  return new AppError("unavailable", { retryAfterSeconds: 5, reason, cause });
}
