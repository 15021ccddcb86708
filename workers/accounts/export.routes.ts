import { createRoute } from "@hono/zod-openapi";
import { visitorOf } from "../sessions/visitor.ts";
import { answer, caller, createRouter, SIGNED_IN } from "../shared/http.ts";
import { fails } from "../shared/problem.ts";
import { Export } from "./export.schema.ts";
import { assertFresh } from "./freshness.ts";

const exportAccount = createRoute({
  method: "get",
  path: "/api/me/export",
  tags: ["account"],
  summary: "All that is stored on one, as a file; wants a fresh sign-in",
  security: SIGNED_IN,
  responses: {
    200: answer("The document; no secret is in it", Export),
    ...fails("unauthenticated", "reauth_required", "unavailable"),
  },
});

export const exportRoutes = createRouter();

// Documented like any other; the handler answers text that is JSON already.
exportRoutes.openAPIRegistry.registerPath(exportAccount);

exportRoutes.get(exportAccount.path, async (c) => {
  const { config, exporter, now } = c.get("services");
  const live = caller(c);
  const at = now();
  assertFresh(live.session, config.REAUTH_WINDOW, at);
  const document = await exporter.export(live, visitorOf(c.req.raw));
  return c.body(document, 200, {
    "Content-Type": "application/json",
    "Content-Disposition": `attachment; filename="account-${at.toISOString().slice(0, 10)}.json"`,
  });
});
