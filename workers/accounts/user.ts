import type { UserRow } from "../db/tables.ts";
import type { User } from "./user.schema.ts";

/** What a person may see of an account: everything else in the row stays here. */
export function userView(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.emailVerifiedAt !== null,
    username: row.username,
    name: row.name,
    phone: row.phone,
    phoneVerified: row.phoneVerifiedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}
