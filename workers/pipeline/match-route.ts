import { createMiddleware } from "hono/factory";
import type { Config } from "../config.ts";
import { servePage } from "../pages/pages.ts";
import { AppError } from "../shared/errors.ts";
import type { AppEnv } from "../shared/http.ts";
import { preflightHeaders } from "../shared/origin.ts";
import { type RouteTable, rawPath } from "../shared/route-table.ts";

/** Pages, 404 and 405 before anything else; preflights of listed origins are answered here. */
export const matchRoute = (table: RouteTable) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const path = rawPath(c.req.raw);
    const match = table.match(c.req.method, path);
    if (match.found === "nothing" || isHidden(path, c.get("services").config)) return servePage(c);
    if (match.found === "path") {
      const origin = c.req.raw.headers.get("origin");
      const isPreflight =
        c.req.method === "OPTIONS" && c.req.raw.headers.has("access-control-request-method");
      if (isPreflight && origin !== null && c.get("services").config.ALLOWED_ORIGINS.includes(origin)) {
        return c.body(null, 204, preflightHeaders(match.methods));
      }
      throw new AppError("method_not_allowed", { allow: match.methods });
    }
    c.set("route", match.route);
    return next();
  });

/** In production nothing of the developer's mailbox exists; without ADMIN_TOKEN there is no operator, without FEED_TOKEN no feed. */
function isHidden(path: string, config: Config): boolean {
  if (path.startsWith("/__dev")) return config.ENVIRONMENT !== "development";
  if (path.startsWith("/api/feed")) return config.FEED_TOKEN === undefined;
  return path.startsWith("/api/admin") && config.ADMIN_TOKEN === undefined;
}
