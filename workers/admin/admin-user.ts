import { userView } from "../accounts/user.ts";
import type { UserRow } from "../db/tables.ts";
import type { AccountStatus, AdminUser } from "./admin.schema.ts";

/** What an operator did comes first: enabling is what he would undo. */
export function statusOf({ disabledAt, purgeAt }: UserRow): AccountStatus {
  if (disabledAt) return "disabled";
  return purgeAt ? "deletion_scheduled" : "active";
}

export function adminUserView(row: UserRow): AdminUser {
  return {
    ...userView(row),
    status: statusOf(row),
    disabledAt: row.disabledAt?.toISOString() ?? null,
    purgeAt: row.purgeAt?.toISOString() ?? null,
  };
}
