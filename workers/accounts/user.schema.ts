import { z } from "@hono/zod-openapi";
import { Session, Tokens } from "../sessions/session.schema.ts";

export const User = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    username: z.string().nullable(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    phoneVerified: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .openapi("User");
export type User = z.infer<typeof User>;

export const UserAnswer = z.object({ user: User }).openapi("UserAnswer");

export const SignedIn = z
  .object({ user: User, session: Session, newUser: z.boolean(), tokens: Tokens.optional() })
  .openapi("SignedIn");
