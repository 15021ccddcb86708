import { createMiddleware } from "hono/factory";
import { accessCookieName } from "../sessions/session.cookies.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { hasCookie, readCookie } from "../shared/cookies.ts";
import { equalSecrets } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import { type AppContext, type AppEnv, isHttps } from "../shared/http.ts";
import { SEEN_INTERVAL_MS } from "../shared/limits.ts";
import type { RouteEntry } from "../shared/route-table.ts";
import { after } from "../shared/time.ts";

/**
 * 401 unless the caller is who the route is documented for: SIGNED_IN is a session that is live now (one trip, none for a
 * bad signature), ADMIN the operator, FEED a server with the token of the feed.
 */
export const authenticate = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const route = c.get("route");
    const { config } = c.get("services");
    if (route?.access === "operator") await assertHolder(c, config.ADMIN_TOKEN);
    if (route?.access === "feed") await assertHolder(c, config.FEED_TOKEN);
    if (route?.access === "user") await findCaller(c, route);
    return next();
  });

async function findCaller(c: AppContext, { withSessions }: RouteEntry): Promise<void> {
  const { accessTokens, sessionStore, now } = c.get("services");
  const token = accessTokenOf(c.req.raw);
  if (token === null) throw new AppError("unauthenticated", { reason: "no access token, or more than one" });
  const claims = await accessTokens.verify(token);
  if (!claims) throw new AppError("unauthenticated", { reason: "not a valid access token" });
  const { sessionId, userId } = claims;
  const at = now();
  const sessions = withSessions ? await sessionStore.listLive(sessionId, at) : null;
  const live = sessions
    ? sessions.find(({ session }) => session.id === sessionId)
    : await sessionStore.findLive(sessionId, at);
  if (!live || live.user.id !== userId) {
    throw new AppError("unauthenticated", { reason: "the session has ended" });
  }
  c.set("caller", live);
  c.set("callerSessions", sessions?.map(({ session }) => session) ?? null);
  noteUse(c, live, at);
}

/** Behind the answer, and at most once an interval: a statement of its own would make each read a write. */
function noteUse(c: AppContext, { session }: LiveSession, at: Date): void {
  const { sessionStore, defer } = c.get("services");
  if (at < after(session.lastSeenAt, SEEN_INTERVAL_MS)) return;
  session.lastSeenAt = at;
  defer(() => sessionStore.noteUse(session.id, at, SEEN_INTERVAL_MS));
}

/** Neither a user's token nor any cookie will do. */
async function assertHolder(c: AppContext, token: string | undefined): Promise<void> {
  const [, given] = /^bearer +(.+)$/i.exec(c.req.raw.headers.get("authorization") ?? "") ?? [];
  const isHolder = token !== undefined && given !== undefined && (await equalSecrets(given, token));
  if (!isHolder) throw new AppError("unauthenticated", { reason: "not the token of this folder" });
}

/** The one access token of a request: cookie or `Authorization: Bearer`; null for none, both, or another scheme. */
export function accessTokenOf(request: Request): string | null {
  const header = request.headers.get("authorization");
  const name = accessCookieName(isHttps(request));
  if (header === null) return readCookie(request.headers, name);
  if (hasCookie(request.headers, name)) return null;
  return /^bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1] ?? null;
}
