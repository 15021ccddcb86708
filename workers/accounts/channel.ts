import { z } from "@hono/zod-openapi";
import type { Config } from "../config.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import { AppError } from "../shared/errors.ts";
import { SMS_CLIENT_MAX, SMS_CLIENT_WINDOW_MS } from "../shared/limits.ts";

/** By which a code leaves. */
export const Channel = z.enum(["email", "sms"]);
export type Channel = z.infer<typeof Channel>;

/** Throws `validation_failed` for SMS where nobody is set up to send them. */
export function requireChannel(channel: Channel, { SMS_PROVIDER }: Config): void {
  if (channel !== "sms" || SMS_PROVIDER !== "none") return;
  const message = "text messages are not offered here";
  throw new AppError("validation_failed", { errors: [{ path: "channel", code: "not_offered", message }] });
}

/** Before the limit of one recipient: throws `rate_limited` for a client that has SMS sent to one number after another. */
export async function takeChannel(limiter: RateLimiter, channel: Channel, client: string): Promise<void> {
  if (channel === "email") return;
  const limit = { max: SMS_CLIENT_MAX, windowMs: SMS_CLIENT_WINDOW_MS };
  allow(await limiter.take({ name: "sms", key: client, limit }));
}
