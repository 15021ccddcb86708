import { z } from "@hono/zod-openapi";
import { Event } from "../audit/event.schema.ts";
import { Session } from "../sessions/session.schema.ts";

const Time = z.iso.datetime();

const StoredUser = z.object({
  id: z.string(),
  email: z.string().nullable(),
  emailVerifiedAt: Time.nullable(),
  username: z.string().nullable(),
  name: z.string().nullable(),
  language: z.string().nullable(),
  phone: z.string().nullable(),
  phoneVerifiedAt: Time.nullable(),
  disabledAt: Time.nullable(),
  purgeAt: Time.nullable(),
  revokedBefore: Time.openapi({ description: "Sessions begun until then are over" }),
  devicesVoidBefore: Time.openapi({ description: "Browsers known until then are known no more" }),
  createdAt: Time,
});

const StoredPassword = z.object({
  isSet: z.boolean(),
  changedAt: Time.nullable(),
  hash: z
    .object({
      algorithm: z.string(),
      memoryKib: z.int().optional(),
      passes: z.int().optional(),
      parallelism: z.int().optional(),
    })
    .nullable()
    .openapi({ description: "How it is hashed; never the hash" }),
  earlier: z
    .int()
    .openapi({ description: "Hashes of earlier passwords that are kept, so that none comes back" }),
});

const StoredSession = Session.omit({ online: true }).extend({
  expiresAt: Time.openapi({ description: "At the latest, however busy" }),
  authTime: Time,
  rotatedAt: Time,
  generation: z.int().openapi({ description: "How often it was refreshed" }),
  idleExpiresAt: Time,
  endedAt: Time.nullable(),
  endReason: z.string().nullable(),
});

const StoredRequest = z.object({
  purpose: z.string(),
  to: z.string().nullable().openapi({
    description:
      "The address or number that it would change to, or that a code to prove oneself again went to",
  }),
  createdAt: Time,
  expiresAt: Time,
  usedAt: Time.nullable(),
});

export const Export = z
  .object({
    exportedAt: Time,
    user: StoredUser,
    password: StoredPassword,
    sessions: z.array(StoredSession).openapi({ description: "Live ones, and those that ended lately" }),
    requests: z.array(StoredRequest).openapi({ description: "Links and codes that were mailed or sent" }),
    events: z.array(Event),
  })
  .openapi("Export");
export type Export = z.infer<typeof Export>;
