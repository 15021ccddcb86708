import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../shared/errors.ts";
import type { AppContext, AppEnv } from "../shared/http.ts";
import type { openApiDocument } from "./openapi-document.ts";

/** `/openapi.json`, which the build generates from the very schemas that check requests, and `/docs`, which shows it. */
export function addReference(app: OpenAPIHono<AppEnv>): void {
  app.get("/openapi.json", async (c) => {
    const file = await asset(c, "/openapi.json");
    const document: ReturnType<typeof openApiDocument> = await file.json();
    document.info.title = c.get("services").config.APP_NAME;
    return c.json(document, 200, { "Cache-Control": "public, max-age=300" });
  });
  app.get("/docs", async (c) => {
    const page = await asset(c, "/docs.html");
    return new Response(page.body, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  });
}

async function asset(c: AppContext, path: string): Promise<Response> {
  const file = await c.get("services").assets.fetch(new URL(path, c.req.url));
  if (!file.ok) throw new AppError("internal", { reason: "the web UI is not built" });
  return file;
}
