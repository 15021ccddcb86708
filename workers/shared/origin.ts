/** Whether a browser sent it: other clients have no reason to say where they are. */
export function isBrowser(headers: Headers): boolean {
  return headers.has("origin") || headers.has("sec-fetch-site");
}

/**
 * Whether a browser may send this request (ASVS 3.5.1). A client that sends neither Origin nor Sec-Fetch-Site is no
 * browser. What a browser sends must come from our own origin or a listed one; `null`, look-alikes and sibling sites don't.
 */
export function isTrustedSource(headers: Headers, ownOrigin: string, allowed: readonly string[]): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const listed = origin !== null && allowed.includes(origin);
  if (listed) return true;
  if (origin !== null && origin !== ownOrigin) return false;
  return site === null || site === "same-origin" || site === "none";
}

const PREFLIGHT_MAX_AGE_SECONDS = 600;
const ALLOWED_HEADERS = "authorization, content-type";

/** What a listed origin needs to read our answers; nothing for anybody else. */
export function corsHeaders(headers: Headers, allowed: readonly string[]): Record<string, string> {
  if (allowed.length === 0) return {};
  const origin = headers.get("origin");
  if (origin === null || !allowed.includes(origin)) return { Vary: "Origin" };
  return {
    Vary: "Origin",
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": "Retry-After, X-Request-Id",
  };
}

export function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    "Access-Control-Allow-Methods": methods.join(", "),
    "Access-Control-Allow-Headers": ALLOWED_HEADERS,
    "Access-Control-Max-Age": String(PREFLIGHT_MAX_AGE_SECONDS),
  };
}
