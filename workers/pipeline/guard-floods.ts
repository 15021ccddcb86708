import { createMiddleware } from "hono/factory";
import { clientKey } from "../limits/client-address.ts";
import { refreshCookieName } from "../sessions/session.cookies.ts";
import { readCookie } from "../shared/cookies.ts";
import { type AppContext, type AppEnv, isHttps } from "../shared/http.ts";
import { parseJsonObject } from "../shared/json.ts";

/**
 * 429 for floods, before the first check that asks the database. What comes earlier costs next to nothing, so it is neither
 * counted nor refused: other paths and methods, pages and their files (a house full of people behind one address loads
 * many), other sites' requests, bodies too large. Sockets have a guard of their own, where they connect.
 */
export const guardFloods = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const template = c.get("route")?.template ?? "";
    if (!isFree(template)) await guard(c, template);
    return next();
  });

/**
 * Asks nothing, is asked by machines all the time, or is there for developers only. The feed is asked by each isolate of
 * each server once a second, through bindings that name no client, and asks the database for none but them.
 */
function isFree(template: string): boolean {
  return template === "/healthz" || /^\/(ws|__dev|api\/feed)(\/|$)/.test(template);
}

async function guard(c: AppContext, template: string): Promise<void> {
  const { floodGuards } = c.get("services");
  const sessionId = template === "/api/auth/refresh" ? await refreshedSession(c) : null;
  if (sessionId !== null) await floodGuards.refresh(sessionId);
  else await floodGuards.request(clientKey(c.req.raw.headers));
}

/** The session that a genuine refresh token is for, however old; null for garbage, which its client answers for. */
async function refreshedSession(c: AppContext): Promise<string | null> {
  const given = parseJsonObject(c.get("body") ?? new Uint8Array())?.refreshToken;
  const presented =
    typeof given === "string" ? given : readCookie(c.req.raw.headers, refreshCookieName(isHttps(c.req.raw)));
  const token = presented === null ? null : await c.get("services").refreshTokens.parse(presented);
  return token?.sessionId ?? null;
}
