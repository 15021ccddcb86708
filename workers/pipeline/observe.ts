import { createMiddleware } from "hono/factory";
import { type AppEnv, isHttps } from "../shared/http.ts";
import { newId } from "../shared/ids.ts";
import { createLog } from "../shared/log.ts";
import { corsHeaders } from "../shared/origin.ts";
import { setSecureHeaders } from "../shared/secure-headers.ts";
import { finish } from "./finish.ts";

/** RFC 9110 9.3 and RFC 5789. Anybody can make up another one, so those are not told apart. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const CODE_CLASSES = [undefined, "1xx", "2xx", "3xx", "4xx", "5xx"] as const;

/** Around everything: the request's id, its log line, and the headers that every answer carries, failures included. */
export const observe = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const started = Date.now();
    const requestId = newId("request");
    const ray = c.req.raw.headers.get("cf-ray");
    c.set("requestId", requestId);
    c.set("route", null);
    c.set("caller", null);
    c.set("callerSessions", null);
    c.set("deferred", []);
    c.set("log", createLog({ requestId, ...(ray !== null && { cfRay: ray }) }));
    await next();

    const services = c.get("services");
    const route = c.get("route");
    // Answers of the assets binding come with headers that can't be changed.
    c.res = new Response(c.res.body, c.res);
    c.res.headers.set("X-Request-Id", requestId);
    setSecureHeaders(c.res.headers, { https: isHttps(c.req.raw), template: route?.template });
    if (services) {
      const { config, db } = services;
      for (const [name, value] of Object.entries(corsHeaders(c.req.raw.headers, config.ALLOWED_ORIGINS))) {
        if (name === "Vary") c.res.headers.append(name, value);
        else c.res.headers.set(name, value);
      }
      if (config.ENVIRONMENT === "development") c.res.headers.set("Server-Timing", serverTiming(db.trips));
    }
    const template = route?.template ?? "unmatched";
    const { status } = c.res;
    const milliseconds = Date.now() - started;
    c.get("log").info("request", {
      method: c.req.method,
      route: template,
      status,
      ms: milliseconds,
      ...(services && { trips: services.db.trips.count }),
    });
    if (services) {
      services.metrics.httpRequest({
        route: template,
        method: METHODS.has(c.req.method) ? c.req.method : "other",
        code_class: CODE_CLASSES[Math.floor(status / 100)] ?? "5xx",
      });
      services.metrics.httpDuration({ route: template }, milliseconds);
      c.executionCtx.waitUntil(finish(c.get("deferred"), services));
    }
  });

function serverTiming({ count, milliseconds }: { count: number; milliseconds: number }): string {
  return `db;desc="${count} trips";dur=${milliseconds.toFixed(1)}`;
}
