import { accessTokenOf } from "../pipeline/authenticate.ts";
import { accessCookieName } from "../sessions/session.cookies.ts";
import { hasCookie } from "../shared/cookies.ts";
import { AppError } from "../shared/errors.ts";
import { isHttps } from "../shared/http.ts";
import { isTrustedSource } from "../shared/origin.ts";

export type Credential = { ticket: string } | { access: string };

/** Addresses end up in logs and histories: what holds a JWT is refused, whatever else is right. */
const JWT = /eyJ[\w-]*\.[\w-]+\.[\w-]*/;

/** Whether a request asks for a WebSocket (RFC 6455 section 4.2.1). */
export function isUpgrade(request: Request): boolean {
  return request.method === "GET" && request.headers.get("upgrade")?.toLowerCase() === "websocket";
}

/**
 * What an upgrade shows of who it is for. Browsers open sockets to anywhere and send our cookies along, CORS or not: a
 * cookie counts only with an Origin that may use it, a Bearer token only from clients that have none.
 * Throws `csrf_rejected` or `unauthenticated`.
 */
export function credentialOf(request: Request, allowedOrigins: readonly string[]): Credential {
  const { headers } = request;
  const { origin, searchParams } = new URL(request.url);
  if (!isTrustedSource(headers, origin, allowedOrigins)) throw new AppError("csrf_rejected");
  if ([...searchParams].flat().some((text) => JWT.test(text))) {
    throw new AppError("unauthenticated", { reason: "a JWT in the address" });
  }
  const [ticket, ...more] = searchParams.getAll("ticket");
  if (ticket !== undefined) {
    if (more.length > 0) throw new AppError("unauthenticated", { reason: "more than one ticket" });
    return { ticket };
  }
  const hasOrigin = headers.has("origin");
  const isBearer = headers.has("authorization");
  if (!hasOrigin && !isBearer && hasCookie(headers, accessCookieName(isHttps(request)))) {
    throw new AppError("csrf_rejected", { reason: "a cookie without an Origin" });
  }
  const access = isBearer && hasOrigin ? null : accessTokenOf(request);
  if (access === null) throw new AppError("unauthenticated", { reason: "no access token or ticket" });
  return { access };
}
