import { ERRORS, type ErrorCode } from "../shared/errors.ts";
import type { Refusal } from "./refusal.ts";

/** Soon: keys and feed are tried again every few seconds. */
const RETRY_AFTER_SECONDS = 3;

const DESCRIPTIONS = {
  expired: "The access token expired",
  invalid: "The access token is not valid here",
  revoked: "The session has ended",
} satisfies Record<Exclude<Refusal, "unavailable">, string>;

/**
 * The answer to a refusal, in the shape of the service's own (RFC 9457), 401 with the challenge of RFC 6750 section 3 or
 * 503. A request that showed no token is told no reason, as the RFC wants it.
 */
export function refusalResponse(refusal: Refusal | "missing", requestId: string): Response {
  if (refusal === "unavailable") {
    const retry = { "Retry-After": String(RETRY_AFTER_SECONDS) };
    return problem("unavailable", requestId, retry, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  }
  if (refusal === "missing") return problem("unauthenticated", requestId, { "WWW-Authenticate": "Bearer" });
  const detail = DESCRIPTIONS[refusal];
  const challenge = `Bearer error="invalid_token", error_description="${detail}"`;
  return problem("unauthenticated", requestId, { "WWW-Authenticate": challenge }, { detail });
}

function problem(
  code: ErrorCode,
  requestId: string,
  headers: Record<string, string>,
  members: { detail?: string; retryAfterSeconds?: number } = {},
): Response {
  const { status, title } = ERRORS[code];
  const body = { type: `urn:genkan:problem:${code}`, title, status, code, requestId, ...members };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Request-Id": requestId,
      ...headers,
    },
  });
}
