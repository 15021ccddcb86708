import { z } from "@hono/zod-openapi";
import { METHODS } from "./method.ts";

const DeliveryName = z.enum(["cookie", "token"]).openapi({
  description: "`cookie` sets HttpOnly cookies and shows no token; `token` answers tokens and sets no cookie",
});

export const Delivery = DeliveryName.default("cookie");
export type Delivery = z.infer<typeof Delivery>;

/** For sessions that go on: where nothing is said, as they were presented. */
export const DeliveryOnward = DeliveryName.optional();

export const Session = z
  .object({
    id: z.string(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    method: z.enum(METHODS),
    device: z.object({
      name: z.string(),
      browser: z.string().nullable(),
      os: z.string().nullable(),
      kind: z.enum(["desktop", "mobile", "tablet", "other"]),
    }),
    ip: z.string().nullable(),
    location: z.object({ city: z.string().nullable(), country: z.string().nullable() }).nullable(),
    current: z.boolean(),
    online: z.boolean(),
  })
  .openapi("Session");
export type Session = z.infer<typeof Session>;

export const Tokens = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    tokenType: z.literal("Bearer"),
    expiresIn: z.int().openapi({ description: "Seconds until the access token expires" }),
  })
  .openapi("Tokens");
export type Tokens = z.infer<typeof Tokens>;

export const RefreshBody = z.strictObject({
  refreshToken: z.string().optional(),
  delivery: DeliveryOnward,
});

export const RefreshAnswer = z.object({ session: Session, tokens: Tokens.optional() }).openapi("Refreshed");
