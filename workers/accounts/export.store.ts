import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { ALWAYS, recordEvent, selectEvents } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import { newestFirst } from "../db/keyset.ts";
import type { EventRow, OneTimeRow, SessionRow, Tables, UserRow } from "../db/tables.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { PURPOSES } from "../verification/purpose.ts";

export interface Stored {
  user: UserRow;
  sessions: SessionRow[];
  requests: OneTimeRow[];
  /** The newest. */
  events: EventRow[];
}

export function createExportStore(db: Database) {
  const { tables } = db;
  const { users, sessions, oneTime } = tables;

  return {
    /** What is stored on a user, in one batch with the note that it was handed out. Null when the account is gone. */
    async read(
      userId: string,
      act: { at: Date; visitor: Visitor; sessionId: string },
      eventLimit: number,
    ): Promise<Stored | null> {
      const isUser = eq(users.id, userId);
      const { found, held, asked, latest } = await db.atomically((orm) => ({
        recorded: recordEvent(orm, tables, { userId, type: "exported", ...act }, ALWAYS),
        found: orm.select().from(users).where(isUser),
        held: orm
          .select()
          .from(sessions)
          .where(eq(sessions.userId, userId))
          .orderBy(...newestFirst(sessions.createdAt, sessions.id)),
        asked: orm
          .select()
          .from(oneTime)
          .where(and(isRequestOf(tables, isUser), inArray(oneTime.purpose, [...PURPOSES])))
          .orderBy(...newestFirst(oneTime.createdAt, oneTime.id)),
        latest: selectEvents(orm, tables, userId, { after: null, limit: eventLimit }),
      }));
      return found[0] ? { user: found[0], sessions: held, requests: asked, events: latest } : null;
    },
  };
}

export type ExportStore = ReturnType<typeof createExportStore>;

/**
 * The links and codes of some users: made for them, or, where nobody knew then whose they were, for their address or
 * number. Reads the whole table: no index begins with the subject.
 */
export function isRequestOf({ users, oneTime }: Tables, whichUsers: SQL): SQL {
  const ofThem = (column: SQLiteColumn) => sql`(select ${column} from ${users} where ${whichUsers})`;
  const isForThem = or(
    inArray(oneTime.subject, ofThem(users.id)),
    inArray(oneTime.subject, ofThem(users.email)),
    inArray(oneTime.subject, ofThem(users.phone)),
  );
  return sql`(${inArray(oneTime.userId, ofThem(users.id))} or (${isNull(oneTime.userId)} and ${isForThem}))`;
}
