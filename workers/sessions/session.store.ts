import { and, count, eq, lte, ne, sql } from "drizzle-orm";
import { type EventType, isUnrecorded, recordEvent } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import { newestFirst } from "../db/keyset.ts";
import type { Location, SessionRow, UserRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { after } from "../shared/time.ts";
import {
  type EndedSession,
  type EndReason,
  endedNow,
  endSessions,
  hasEnded,
  hasGoodUser,
  isLive,
  isUsable,
  isUserGood,
  lockUser,
  recordEnd,
} from "./session.statements.ts";
import type { Visitor } from "./visitor.ts";

/** A session that works, and whose it is. */
export interface LiveSession {
  session: SessionRow;
  user: UserRow;
}

export function createSessionStore(db: Database) {
  const { orm, tables } = db;
  const { sessions, users } = tables;

  return {
    /** Sessions that could be used at that moment. Reads all that have not expired. */
    async countLive(at: Date): Promise<number> {
      const [row] = await orm.select({ live: count() }).from(sessions).where(isLive(tables, at));
      return row?.live ?? 0;
    },

    /** The session, if it is live: one statement, so the answer is of one moment. */
    async findLive(sessionId: string, at: Date): Promise<LiveSession | null> {
      const [row] = await orm
        .select({ session: sessions, user: users })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(sessions.id, sessionId), isLive(tables, at), isUserGood(tables)))
        .limit(1);
      return row ?? null;
    },

    /**
     * Replaces the token that is presented by the next one, if it is the current one of a live session of an active
     * user: one conditional statement, so of many at once one wins, and none after a revocation has committed.
     */
    async rotate(change: {
      sessionId: string;
      presentedDigest: string;
      nextDigest: string;
      at: Date;
      idleMs: number;
      ip: string | null;
      location: Location | null;
    }): Promise<SessionRow | null> {
      const { sessionId, presentedDigest, nextDigest, at, idleMs, ip, location } = change;
      const idleEnd = sql.param(after(at, idleMs), sessions.idleExpiresAt);
      const [row] = await orm
        .update(sessions)
        .set({
          currentDigest: nextDigest,
          previousDigest: presentedDigest,
          generation: sql`${sessions.generation} + 1`,
          rotatedAt: at,
          lastSeenAt: at,
          idleExpiresAt: sql`case when ${sessions.expiresAt} < ${idleEnd} then ${sessions.expiresAt} else ${idleEnd} end`,
          ip,
          location,
        })
        .where(
          and(
            eq(sessions.id, sessionId),
            eq(sessions.currentDigest, presentedDigest),
            isLive(tables, at),
            hasGoodUser(orm, tables),
          ),
        )
        .returning();
      return row ?? null;
    },

    /** Ends one session, if it is still live, says so in the history of its user, and owes him `mail`. That session, if it did. */
    async end(act: {
      sessionId: string;
      reason: EndReason;
      event: EventType;
      at: Date;
      visitor: Visitor;
      mail?: OutboxMessage | null;
    }): Promise<EndedSession[]> {
      const { sessionId, reason, event, at, visitor, mail } = act;
      const end = { type: event, reason, at, visitor };
      const isIt = eq(sessions.id, sessionId);
      const { ended } = await db.atomically((orm) => ({
        ended: endSessions(orm, tables, isIt, reason, at),
        ...(mail && {
          mail: mailStatement(orm, tables, mail, sql`exists (select 1 ${endedNow(tables, end, isIt)})`),
        }),
        recorded: recordEnd(orm, tables, end, isIt),
      }));
      return ended;
    },

    /** Ends every session of a user: those there are, and by `revokedBefore` those being born meanwhile. */
    async endAll(act: {
      userId: string;
      sessionId: string;
      reason: EndReason;
      at: Date;
      visitor: Visitor;
    }): Promise<EndedSession[]> {
      const { userId, sessionId, reason, at, visitor } = act;
      const { ended } = await db.atomically((orm) => ({
        swept: orm.update(users).set({ revokedBefore: at }).where(eq(users.id, userId)),
        ended: endSessions(orm, tables, eq(sessions.userId, userId), reason, at),
        recorded: recordEnd(
          orm,
          tables,
          { type: "sign_out", reason, at, visitor },
          eq(sessions.id, sessionId),
        ),
      }));
      return ended;
    },

    /** All live sessions of the user whose session this is, newest first; without this one if it isn't live itself. */
    async listLive(sessionId: string, at: Date): Promise<LiveSession[]> {
      const owner = sql`(select own.user_id from ${sessions} as own where own.id = ${sessionId})`;
      return orm
        .select({ session: sessions, user: users })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(sql`${sessions.userId} = ${owner}`, isLive(tables, at), isUserGood(tables)))
        .orderBy(...newestFirst(sessions.createdAt, sessions.id));
    },

    /** Notes that a session was in use, unless it was noted less than `intervalMs` ago: whether it did. Moves no deadline. */
    async noteUse(sessionId: string, at: Date, intervalMs: number): Promise<boolean> {
      const isDue = lte(sessions.lastSeenAt, after(at, -intervalMs));
      const noted = await orm
        .update(sessions)
        .set({ lastSeenAt: at })
        .where(and(eq(sessions.id, sessionId), isDue, isLive(tables, at)))
        .returning({ id: sessions.id });
      return noted.length > 0;
    },

    /**
     * Ends live sessions of a user as he chose, one or all but the one he acts from, with one line in his history. Those
     * that ended; null when the session he acts from has itself ended meanwhile: of two that end each other one stays.
     */
    async endChosen(act: {
      userId: string;
      /** The session he acts from. */
      from: string;
      /** Null for all others. */
      chosen: string | null;
      at: Date;
      visitor: Visitor;
    }): Promise<EndedSession[] | null> {
      const { userId, from, chosen, at, visitor } = act;
      const reason: EndReason = "ended_by_user";
      const isChosen = chosen === null ? ne(sessions.id, from) : eq(sessions.id, chosen);
      const which = sql`${eq(sessions.userId, userId)} and ${isChosen}`;
      const isActing = sql`${eq(sessions.id, from)} and ${isUsable(tables, at)}`;
      const event = { userId, type: "session_revoked" as const, at, visitor, sessionId: chosen };
      const { acting, ended } = await db.atomically((orm) => ({
        queued: lockUser(orm, tables, eq(users.id, userId)),
        acting: orm.select({ id: sessions.id }).from(sessions).where(isActing),
        ended: endSessions(
          orm,
          tables,
          sql`${which} and ${isUsable(tables, at)} and exists (select 1 from ${sessions} where ${isActing})`,
          reason,
          at,
        ),
        recorded: recordEvent(
          orm,
          tables,
          event,
          sql`${hasEnded(tables, which, reason, at)} and ${isUnrecorded(tables, event)}`,
        ),
      }));
      return acting.length > 0 ? ended : null;
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;
