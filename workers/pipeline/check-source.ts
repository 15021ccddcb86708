import { createMiddleware } from "hono/factory";
import { AppError } from "../shared/errors.ts";
import type { AppEnv } from "../shared/http.ts";
import { isTrustedSource } from "../shared/origin.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Cross-site request forgery: what changes state comes from us, from a listed origin, or from no browser at all. */
export const checkSource = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { ALLOWED_ORIGINS } = c.get("services").config;
    const trusted = isTrustedSource(c.req.raw.headers, new URL(c.req.url).origin, ALLOWED_ORIGINS);
    if (!READS.has(c.req.method) && !trusted) throw new AppError("csrf_rejected");
    await next();
  });
