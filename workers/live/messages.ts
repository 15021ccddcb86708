import { z } from "@hono/zod-openapi";
import type { HealthState } from "../health/health.schema.ts";
import type { EndReason } from "../sessions/session.statements.ts";
import { utf8 } from "../shared/crypto.ts";
import { parseJsonObject } from "../shared/json.ts";

/** What clients may send (CONTRACT section 6). Unknown fields are refused, as everywhere. */
const ClientMessage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ping") }),
  z.strictObject({ type: z.literal("echo"), payload: z.unknown() }).refine((message) => "payload" in message),
  z
    .strictObject({
      type: z.literal("reauth"),
      access: z.string().optional(),
      ticket: z.string().optional(),
    })
    .refine(({ access, ticket }) => (access === undefined) !== (ticket === undefined)),
]);

export type ClientMessage = z.infer<typeof ClientMessage>;

const TYPES: readonly unknown[] = ClientMessage.options.flatMap(({ shape }) => shape.type.def.values);

export type FrameError =
  | "invalid_message"
  | "unknown_type"
  | "unauthenticated"
  | "too_large"
  | "rate_limited";

/** Every frame that the server sends. Times are ISO 8601, `expiresIn` whole seconds. */
export type ServerFrame =
  | {
      type: "connected";
      payload: { userId: string; sessionId: string; expiresAt: string; health: HealthState };
    }
  | { type: "connected"; payload: { health: HealthState } }
  | { type: "pong"; payload: { timestamp: string } }
  | { type: "reauth_success"; payload: { expiresAt: string } }
  | { type: "token_expiring"; payload: { expiresAt: string; expiresIn: number } }
  | { type: "session_revoked"; payload: { reason: EndReason } }
  | { type: "sessions_changed"; payload: Record<string, never> }
  | { type: "health"; payload: HealthState }
  | { type: "error"; payload: { code: FrameError; message: string } };

/** For people who read a console; clients go by the code. */
export const FRAME_ERRORS = {
  invalid_message: "A frame is one JSON object with a known type and its fields",
  unknown_type: "There is no such type",
  unauthenticated: "This token or ticket is not valid",
  too_large: "A frame is at most 16 KiB",
  rate_limited: "Too many frames",
} as const satisfies Record<FrameError, string>;

/** One frame as it came, read; or what is wrong with it. Binary frames are none of ours. */
export function parseMessage(
  frame: string | ArrayBuffer,
): ClientMessage | { error: "invalid_message" | "unknown_type" } {
  const object = typeof frame === "string" ? parseJsonObject(utf8(frame)) : null;
  if (!object) return { error: "invalid_message" };
  if (typeof object.type === "string" && !TYPES.includes(object.type)) return { error: "unknown_type" };
  const { data } = ClientMessage.safeParse(object);
  return data ?? { error: "invalid_message" };
}
