import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database, Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import { beyond, newestFirst, type Position } from "../db/keyset.ts";
import type { EventRow, Tables } from "../db/tables.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { newId } from "../shared/ids.ts";

/** CONTRACT section 5: what a person finds in the history of an account. */
export const EVENT_TYPES = [
  "sign_up",
  "sign_in",
  "sign_in_failed",
  "sign_out",
  "session_revoked",
  "refresh_reused",
  "password_changed",
  "password_reset",
  "email_verified",
  "email_changed",
  "email_change_undone",
  "phone_changed",
  "username_changed",
  "code_sent",
  "link_sent",
  "account_disabled",
  "account_enabled",
  "deletion_scheduled",
  "deletion_cancelled",
  "exported",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The guard of an event that nothing in its batch can prevent. */
export const ALWAYS = sql`1 = 1`;

/** The place of an operator's act: where he sits is not his users' business. */
export const OPERATOR = { ip: null, device: null, location: null };

/** Where an act came from. */
export type EventPlace = Visitor | typeof OPERATOR;

interface NewEvent {
  userId: string | SQL;
  type: EventType;
  at: Date;
  visitor: EventPlace;
  /** Null where an act is about several sessions. */
  sessionId?: string | SQL | null;
}

/** The audit row of an act, for the batch of that act: it appears only if the guard holds, so only if the act took place. */
export function recordEvent(orm: Orm, tables: Tables, event: NewEvent, guard: SQL) {
  const { visitor, ...values } = event;
  return insertWhere(orm, tables.events, { id: newId("event"), ...values, ...visitor }, guard);
}

/** Part of the guard of an act that takes place once: another one in the very same millisecond must not record it again. */
export function isUnrecorded(
  { events }: Tables,
  { userId, type, at, sessionId = null }: Omit<NewEvent, "visitor">,
): SQL {
  const isAbout = sessionId === null ? isNull(events.sessionId) : eq(events.sessionId, sessionId);
  return sql`not exists (select 1 from ${events} where ${events.userId} = ${userId} and ${eq(events.at, at)} and ${eq(events.type, type)} and ${isAbout})`;
}

/** A user's events, newest first; with `after`, those beyond that position. */
export function selectEvents(
  orm: Orm,
  { events }: Tables,
  userId: string,
  page: { after: Position | null; limit: number },
) {
  return orm
    .select()
    .from(events)
    .where(and(eq(events.userId, userId), beyond(events.at, events.id, page.after)))
    .orderBy(...newestFirst(events.at, events.id))
    .limit(page.limit);
}

export function createEventStore({ orm, tables }: Database) {
  return {
    page: (userId: string, page: { after: Position | null; limit: number }): Promise<EventRow[]> =>
      selectEvents(orm, tables, userId, page),
  };
}

export type EventStore = ReturnType<typeof createEventStore>;
