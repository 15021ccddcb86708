import { setCookie } from "hono/cookie";
import { type AppContext, isHttps } from "../shared/http.ts";
import { COOKIE_MAX_MS } from "../shared/limits.ts";
import { SECOND } from "../shared/time.ts";

// Names by the request's scheme: browsers take `__Host-` and `__Secure-` only with Secure, and plain-http localhost has none.
export const accessCookieName = (https: boolean) => (https ? "__Host-genkan_at" : "genkan_at");
export const refreshCookieName = (https: boolean) => (https ? "__Secure-genkan_rt" : "genkan_rt");
export const DEVICE_COOKIE = "genkan_device";

const REFRESH_PATH = "/api/auth";

type Site = "Lax" | "Strict";

/** The access cookie lives as long as its token, the refresh cookie as long as the session may idle. */
export function setSessionCookies(
  c: AppContext,
  tokens: { access: string; accessSeconds: number; refresh: string; refreshSeconds: number },
): void {
  const https = isHttps(c.req.raw);
  set(c, accessCookieName(https), tokens.access, { path: "/", site: "Lax", seconds: tokens.accessSeconds });
  set(c, refreshCookieName(https), tokens.refresh, {
    path: REFRESH_PATH,
    site: "Strict",
    seconds: tokens.refreshSeconds,
  });
}

/** With the same attributes as they were set with, or browsers keep them. The device's cookie stays. */
export function expireSessionCookies(c: AppContext): void {
  setSessionCookies(c, { access: "", accessSeconds: 0, refresh: "", refreshSeconds: 0 });
}

export function setDeviceCookie(c: AppContext, value: string): void {
  setCookie(c, DEVICE_COOKIE, value, {
    path: "/",
    httpOnly: true,
    secure: isHttps(c.req.raw),
    sameSite: "Lax",
    maxAge: COOKIE_MAX_MS / SECOND,
  });
}

function set(
  c: AppContext,
  name: string,
  value: string,
  options: { path: string; site: Site; seconds: number },
): void {
  const crossSite = c.get("services").config.CROSS_SITE_COOKIES;
  setCookie(c, name, value, {
    path: options.path,
    httpOnly: true,
    // SameSite=None and Partitioned are void without it; browsers take Secure on localhost too.
    secure: isHttps(c.req.raw) || crossSite,
    maxAge: Math.min(options.seconds, COOKIE_MAX_MS / SECOND),
    ...(crossSite ? { sameSite: "None", partitioned: true } : { sameSite: options.site }),
  });
}
