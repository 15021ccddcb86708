import { createMiddleware } from "hono/factory";
import type { Services } from "../services.ts";
import { type AppEnv, isHttps } from "../shared/http.ts";
import { newId } from "../shared/ids.ts";
import { DEFER_MS } from "../shared/limits.ts";
import { createLog, describeError } from "../shared/log.ts";
import { corsHeaders } from "../shared/origin.ts";
import { setSecureHeaders } from "../shared/secure-headers.ts";

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
    setSecureHeaders(c.res.headers, { https: isHttps(c.req.raw), reference: route?.template === "/docs" });
    if (services) {
      const { config, db } = services;
      for (const [name, value] of Object.entries(corsHeaders(c.req.raw.headers, config.ALLOWED_ORIGINS))) {
        c.res.headers.set(name, value);
      }
      if (config.ENVIRONMENT === "development") c.res.headers.set("Server-Timing", serverTiming(db.trips));
    }
    c.get("log").info("request", {
      method: c.req.method,
      route: route?.template ?? "unmatched",
      status: c.res.status,
      ms: Date.now() - started,
      ...(services && { trips: services.db.trips.count }),
    });
    if (services) c.executionCtx.waitUntil(finish(c.get("deferred"), services));
  });

/** What was put off until the answer is made; then the request is over. */
async function finish(deferred: (() => Promise<unknown>)[], services: Services): Promise<void> {
  // The answer goes first: even starting work takes time, and only some requests have any.
  if (deferred.length > 0) await scheduler.wait(DEFER_MS);
  // Work may put off more.
  while (deferred.length > 0) await Promise.all(deferred.splice(0).map((work) => attempt(work, services)));
  await services.db.close();
}

/** Nobody is there to catch what it throws. */
async function attempt(work: () => Promise<unknown>, { log, health }: Services): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error("deferred work failed", describeError(error));
    await health.suspectCause(error);
  }
}

function serverTiming({ count, milliseconds }: { count: number; milliseconds: number }): string {
  return `db;desc="${count} trips";dur=${milliseconds.toFixed(1)}`;
}
