import { MAGIC_LINK_MAX_MS, NOTICE_LINK_TTL_MS } from "../shared/limits.ts";
import type { Lifetime, Purpose } from "./purpose.ts";

/** How long each kind of link and code works, from the settings: all in milliseconds. */
export function lifetimesOf(ttl: { otp: number; link: number; reset: number }): Record<Purpose, Lifetime> {
  const code = { linkMs: ttl.otp, codeMs: ttl.otp };
  const link = { linkMs: ttl.link, codeMs: ttl.otp };
  const notice = { linkMs: NOTICE_LINK_TTL_MS, codeMs: ttl.otp };
  return {
    sign_up: link,
    email_otp: code,
    sms_otp: code,
    magic_link: { linkMs: Math.min(ttl.link, MAGIC_LINK_MAX_MS), codeMs: ttl.otp },
    password_reset: { linkMs: ttl.reset, codeMs: ttl.otp },
    email_change: link,
    email_undo: notice,
    phone_change: code,
    reauth: code,
    disown: notice,
  };
}
