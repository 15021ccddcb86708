import { z } from "@hono/zod-openapi";
import { SEND_INTERVAL_MS } from "../shared/limits.ts";
import { SECOND } from "../shared/time.ts";
import type { Issued } from "../verification/one-time.ts";

/** A code that was sent: what to give back with it, and the seconds until it ends and until one may ask again. */
export const Challenge = z
  .object({ challengeId: z.string(), expiresIn: z.int(), resendIn: z.int() })
  .openapi("Challenge");
export type Challenge = z.infer<typeof Challenge>;

export function challengeOf({ id, createdAt, codeExpiresAt }: Issued["row"]): Challenge {
  return {
    challengeId: id,
    expiresIn: Math.round((codeExpiresAt.getTime() - createdAt.getTime()) / SECOND),
    resendIn: SEND_INTERVAL_MS / SECOND,
  };
}
