import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { isUnrecorded, OPERATOR, recordEvent, selectEvents } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import { beyond, newestFirst, type Position } from "../db/keyset.ts";
import type { EventRow, SessionRow, UserRow } from "../db/tables.ts";
import {
  type EndedSession,
  endSessions,
  hasEnded,
  isLive,
  isUsable,
  lockUser,
} from "../sessions/session.statements.ts";

/**
 * Each act is one batch that changes and records nothing where it was done before, and gives the sessions that it ended; null when there is no such user.
 */
export function createAdminStore(db: Database) {
  const { orm, tables } = db;
  const { users, sessions } = tables;
  const isUser = (userId: string, ...conditions: SQL[]) =>
    sql.join([eq(users.id, userId), ...conditions], sql` and `);

  return {
    list(
      filter: { email: string | undefined },
      page: { after: Position | null; limit: number },
    ): Promise<UserRow[]> {
      const { email } = filter;
      const isWanted = email === undefined ? undefined : eq(users.email, email);
      return orm
        .select()
        .from(users)
        .where(and(isWanted, beyond(users.createdAt, users.id, page.after)))
        .orderBy(...newestFirst(users.createdAt, users.id))
        .limit(page.limit);
    },

    /** A user with his live sessions and his latest events. */
    async find(
      userId: string,
      at: Date,
      eventLimit: number,
    ): Promise<{ user: UserRow; sessions: SessionRow[]; events: EventRow[] } | null> {
      const { found, live, latest } = await db.atomically((orm) => ({
        found: orm.select().from(users).where(isUser(userId)),
        live: orm
          .select()
          .from(sessions)
          .where(and(eq(sessions.userId, userId), isUsable(tables, at)))
          .orderBy(...newestFirst(sessions.createdAt, sessions.id)),
        latest: selectEvents(orm, tables, userId, { after: null, limit: eventLimit }),
      }));
      return found[0] ? { user: found[0], sessions: live, events: latest } : null;
    },

    /** Closes an account: every session ends, and by `revokedBefore` those being born meanwhile. */
    async disable(userId: string, at: Date): Promise<EndedSession[] | null> {
      const event = { userId, type: "account_disabled" as const, at, visitor: OPERATOR };
      const isDone = sql`exists (select 1 from ${users} where ${isUser(userId, eq(users.disabledAt, at))})`;
      const { ended, found } = await db.atomically((orm) => ({
        disabled: orm
          .update(users)
          .set({ disabledAt: at, revokedBefore: at })
          .where(isUser(userId, isNull(users.disabledAt))),
        ended: endSessions(
          orm,
          tables,
          sql`${eq(sessions.userId, userId)} and ${isDone}`,
          "account_disabled",
          at,
        ),
        recorded: recordEvent(orm, tables, event, sql`${isDone} and ${isUnrecorded(tables, event)}`),
        found: orm.select({ id: users.id }).from(users).where(isUser(userId)),
      }));
      return found.length > 0 ? ended : null;
    },

    async enable(userId: string, at: Date): Promise<EndedSession[] | null> {
      const event = { userId, type: "account_enabled" as const, at, visitor: OPERATOR };
      const isDisabled = isUser(userId, isNotNull(users.disabledAt));
      const { found } = await db.atomically((orm) => ({
        // Of two at once the second waits here, and then finds nothing to do: afterwards nothing would tell who did it.
        queued: lockUser(orm, tables, eq(users.id, userId)),
        recorded: recordEvent(orm, tables, event, sql`exists (select 1 from ${users} where ${isDisabled})`),
        enabled: orm.update(users).set({ disabledAt: null }).where(isDisabled),
        found: orm.select({ id: users.id }).from(users).where(isUser(userId)),
      }));
      return found.length > 0 ? [] : null;
    },

    /** Ends every session, and by `revokedBefore` those being born meanwhile. */
    async logOut(userId: string, at: Date): Promise<EndedSession[] | null> {
      const event = { userId, type: "session_revoked" as const, at, visitor: OPERATOR };
      const isHis = eq(sessions.userId, userId);
      const { found, ended } = await db.atomically((orm) => ({
        found: orm.update(users).set({ revokedBefore: at }).where(isUser(userId)).returning({ id: users.id }),
        ended: endSessions(orm, tables, sql`${isHis} and ${isLive(tables, at)}`, "logout_all", at),
        recorded: recordEvent(
          orm,
          tables,
          event,
          sql`${hasEnded(tables, isHis, "logout_all", at)} and ${isUnrecorded(tables, event)}`,
        ),
      }));
      return found.length > 0 ? ended : null;
    },
  };
}

export type AdminStore = ReturnType<typeof createAdminStore>;
