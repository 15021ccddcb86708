import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../shared/http.ts";
import { VERSION } from "../shared/version.ts";

/** `/openapi.json`, generated from the very schemas that check requests, and `/docs`, which shows it. */
export function addReference(app: OpenAPIHono<AppEnv>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-genkan_at",
    description: "`genkan_at` on plain-http localhost",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "operator", {
    type: "http",
    scheme: "bearer",
    description: "The setting `ADMIN_TOKEN`",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "feed", {
    type: "http",
    scheme: "bearer",
    description: "The setting `FEED_TOKEN`",
  });
  app.get("/openapi.json", (c) => {
    const { APP_NAME } = c.get("services").config;
    const document = app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: APP_NAME,
        version: VERSION,
        description:
          "Sign people up and in, and keep their sessions. Failures are RFC 9457 problems with a frozen `code`.",
      },
      servers: [{ url: "/" }],
    });
    return c.json(document, 200, { "Cache-Control": "public, max-age=300" });
  });
  app.get("/docs", async (c) => {
    const page = await c.get("services").assets.fetch(new URL("/docs.html", c.req.url));
    return new Response(page.body, {
      status: page.status,
      headers: { "Content-Type": "text/html; charset=utf-8" },
    });
  });
}
