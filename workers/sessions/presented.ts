import { readCookie } from "../shared/cookies.ts";
import { type AppContext, isHttps } from "../shared/http.ts";
import { accessCookieName, refreshCookieName } from "./session.cookies.ts";

/**
 * The sessions that a request proves to hold, for signing out: by its refresh token, or by an access token, which may
 * have expired: whoever held it may end what it was for.
 */
export async function sessionsOf(c: AppContext): Promise<Set<string>> {
  const { accessTokens, refreshTokens } = c.get("services");
  const { headers } = c.req.raw;
  const https = isHttps(c.req.raw);
  const refresh = readCookie(headers, refreshCookieName(https));
  const access = readCookie(headers, accessCookieName(https));
  const bearer = /^bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
  const held = [
    refresh === null ? null : await refreshTokens.parse(refresh),
    access === null ? null : await accessTokens.verifyExpired(access),
    bearer === null ? null : await accessTokens.verifyExpired(bearer),
  ];
  return new Set(held.flatMap((proof) => (proof === null ? [] : [proof.sessionId])));
}
