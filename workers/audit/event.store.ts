import { type SQL, sql } from "drizzle-orm";
import type { Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { Tables } from "../db/tables.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { newId } from "../shared/ids.ts";

/** CONTRACT section 5: what a person finds in the history of an account. */
export type EventType =
  | "sign_up"
  | "sign_in"
  | "sign_in_failed"
  | "sign_out"
  | "session_revoked"
  | "refresh_reused"
  | "email_verified"
  | "username_changed";

/** The guard of an event that nothing in its batch can prevent. */
export const ALWAYS = sql`1 = 1`;

/** The audit row of an act, for the batch of that act: it appears only if the guard holds, so only if the act took place. */
export function recordEvent(
  orm: Orm,
  tables: Tables,
  event: { userId: string | SQL; type: EventType; at: Date; visitor: Visitor; sessionId?: string },
  guard: SQL,
) {
  const { visitor, ...values } = event;
  return insertWhere(orm, tables.events, { id: newId("event"), ...values, ...visitor }, guard);
}
