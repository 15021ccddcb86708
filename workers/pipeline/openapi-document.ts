import { createRoutes } from "../app.ts";
import { VERSION } from "../shared/version.ts";

/** Of the very schemas that check requests. The build writes it to a file, so that the Worker need not carry the generator. */
export function openApiDocument() {
  const app = createRoutes();
  const { openAPIRegistry } = app;
  openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
  });
  openAPIRegistry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-genkan_at",
    description: "`genkan_at` on plain-http localhost",
  });
  openAPIRegistry.registerComponent("securitySchemes", "operator", {
    type: "http",
    scheme: "bearer",
    description: "The setting `ADMIN_TOKEN`",
  });
  openAPIRegistry.registerComponent("securitySchemes", "feed", {
    type: "http",
    scheme: "bearer",
    description: "The setting `FEED_TOKEN`",
  });
  openAPIRegistry.registerComponent("securitySchemes", "scraper", {
    type: "http",
    scheme: "bearer",
    description: "The setting `METRICS_TOKEN`",
  });
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      // The Worker puts APP_NAME here.
      title: "Genkan",
      version: VERSION,
      description:
        "Sign people up and in, and keep their sessions. Failures are RFC 9457 problems with a frozen `code`.",
    },
    servers: [{ url: "/" }],
  });
}
