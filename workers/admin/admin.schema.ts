import { z } from "@hono/zod-openapi";
import { User } from "../accounts/user.schema.ts";
import { Event } from "../audit/event.schema.ts";
import { Session } from "../sessions/session.schema.ts";
import { NextCursor } from "../shared/page.ts";

export const AccountStatus = z.enum(["active", "disabled", "deletion_scheduled"]);
export type AccountStatus = z.infer<typeof AccountStatus>;

/** What an operator sees of an account: what its owner does, and where it stands. */
export const AdminUser = User.extend({
  status: AccountStatus,
  disabledAt: z.iso.datetime().nullable(),
  purgeAt: z.iso.datetime().nullable(),
}).openapi("AdminUser");
export type AdminUser = z.infer<typeof AdminUser>;

export const AdminUsers = z
  .object({ users: z.array(AdminUser), nextCursor: NextCursor })
  .openapi("AdminUsers");

export const AdminAccount = z
  .object({ user: AdminUser, sessions: z.array(Session), events: z.array(Event) })
  .openapi("AdminAccount");
