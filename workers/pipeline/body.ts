import { createMiddleware } from "hono/factory";
import { AppError } from "../shared/errors.ts";
import type { AppEnv } from "../shared/http.ts";
import { parseJsonObject, readBody } from "../shared/json.ts";

/** Reads the body, bounded, and wants it to be JSON: 413, then 415. */
export const limitBody = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { raw } = c.req;
    if (raw.method === "GET" || raw.method === "HEAD") return next();
    const body = await readBody(raw);
    if (!body) throw new AppError("payload_too_large");
    if (body.length > 0 && !isJson(raw.headers.get("content-type")))
      throw new AppError("unsupported_media_type");
    // One judge of the type is enough: the library's own has other ideas of its parameters.
    const headers = new Headers(raw.headers);
    if (body.length > 0) headers.set("content-type", "application/json");
    c.req.raw = new Request(raw, { headers, body: body.length > 0 ? body : null });
    c.set("body", body);
    return next();
  });

/** 400 for anything but one JSON object, and for nothing where a body is needed. What the fields are is Zod's to say. */
export const requireJson = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const body = c.get("body");
    const isMissing = !body || body.length === 0;
    if (isMissing ? c.get("route")?.bodyRequired : !parseJsonObject(body)) throw new AppError("invalid_json");
    return next();
  });

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType?.trim() ?? "");
}
