import { createMiddleware } from "hono/factory";
import { accessCookieName } from "../sessions/session.cookies.ts";
import { hasCookie, readCookie } from "../shared/cookies.ts";
import { AppError } from "../shared/errors.ts";
import { type AppEnv, isHttps } from "../shared/http.ts";

/** 401 on routes that are documented as SIGNED_IN, unless the session is live now: one trip, none for a bad signature. */
export const authenticate = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!c.get("route")?.signedIn) return next();
    const { accessTokens, sessionStore, now } = c.get("services");
    const token = accessTokenOf(c.req.raw);
    if (token === null)
      throw new AppError("unauthenticated", { reason: "no access token, or more than one" });
    const claims = await accessTokens.verify(token);
    if (!claims) throw new AppError("unauthenticated", { reason: "not a valid access token" });
    const live = await sessionStore.findLive(claims.sessionId, now());
    if (!live || live.user.id !== claims.userId) {
      throw new AppError("unauthenticated", { reason: "the session has ended" });
    }
    c.set("caller", live);
    return next();
  });

/** The one access token of a request: cookie or `Authorization: Bearer`; null for none, both, or another scheme. */
export function accessTokenOf(request: Request): string | null {
  const header = request.headers.get("authorization");
  const name = accessCookieName(isHttps(request));
  if (header === null) return readCookie(request.headers, name);
  if (hasCookie(request.headers, name)) return null;
  return /^bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1] ?? null;
}
