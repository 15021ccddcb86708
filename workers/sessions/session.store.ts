import { and, eq, exists, gt, isNull, type SQL, sql } from "drizzle-orm";
import { ALWAYS, type EventType, recordEvent } from "../audit/event.store.ts";
import type { Database, Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { Location, SessionRow, Tables, UserRow } from "../db/tables.ts";
import { after } from "../shared/time.ts";
import type { Visitor } from "./visitor.ts";

/** Why a session ended: CONTRACT section 6. */
export type EndReason = "logout" | "logout_all" | "evicted" | "reuse";

export type NewSession = Omit<SessionRow, "userId" | "previousDigest" | "endedAt" | "endReason">;

/** A session that works, and whose it is. */
export interface LiveSession {
  session: SessionRow;
  user: UserRow;
}

export function createSessionStore(db: Database) {
  const { orm, tables } = db;
  const { sessions, users } = tables;

  return {
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

    async find(sessionId: string, at: Date): Promise<SessionRow | null> {
      return (await this.findLive(sessionId, at))?.session ?? null;
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
      const owner = orm
        .select({ one: sql`1` })
        .from(users)
        .where(and(eq(users.id, sessions.userId), isUserGood(tables)));
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
            exists(owner),
          ),
        )
        .returning();
      return row ?? null;
    },

    /** Ends one session, if it is still live, and says so in the history of its user. */
    async end(act: {
      sessionId: string;
      reason: EndReason;
      event: EventType;
      at: Date;
      visitor: Visitor;
    }): Promise<boolean> {
      const { sessionId, reason, event, at, visitor } = act;
      const { ended } = await db.atomically((orm) => ({
        ended: endSessions(orm, tables, eq(sessions.id, sessionId), reason, at),
        recorded: recordEvent(
          orm,
          tables,
          {
            userId: sql`(select ${sessions.userId} from ${sessions} where ${sessions.id} = ${sessionId})`,
            type: event,
            at,
            visitor,
            sessionId,
          },
          // Only whoever ended it, and only once.
          sql`exists (select 1 from ${sessions} where ${sessions.id} = ${sessionId} and ${sessions.endedAt} = ${sql.param(at, sessions.endedAt)} and ${sessions.endReason} = ${reason})`,
        ),
      }));
      return ended.length > 0;
    },

    /** Ends every session of a user: those there are, and by `revokedBefore` those being born meanwhile. */
    async endAll(act: {
      userId: string;
      sessionId: string;
      reason: EndReason;
      at: Date;
      visitor: Visitor;
    }): Promise<number> {
      const { userId, sessionId, reason, at, visitor } = act;
      const { ended } = await db.atomically((orm) => ({
        swept: orm.update(users).set({ revokedBefore: at }).where(eq(users.id, userId)),
        ended: endSessions(orm, tables, eq(sessions.userId, userId), reason, at),
        recorded: recordEvent(orm, tables, { userId, type: "sign_out", at, visitor, sessionId }, ALWAYS),
      }));
      return ended.length;
    },
  };
}

export type SessionStore = ReturnType<typeof createSessionStore>;

/**
 * The statements that store a new session, for the batch that decides whether it may start: they write nothing unless
 * `guard` holds. That batch must have locked the user's row before, or parallel sign-ins could pass the cap together.
 */
export function startStatements(
  orm: Orm,
  tables: Tables,
  start: {
    session: NewSession;
    userId: string | SQL;
    guard: SQL;
    cap: number;
    /** The session that this browser had until now: nobody could use it any more. */
    replaces: string | null;
    visitor: Visitor;
  },
) {
  const { sessions } = tables;
  const { session, userId, guard, cap, replaces, visitor } = start;
  const at = session.createdAt;
  const born = hasSession(tables, session.id);
  const newest = sql`(
    select ${sessions.id} from ${sessions} where ${sessions.userId} = ${userId} and ${isLive(tables, at)}
    order by case when ${sessions.id} = ${session.id} then 0 else 1 end, ${sessions.createdAt} desc limit ${cap}
  )`;
  const beyondCap = sql`${sessions.userId} = ${userId} and ${sessions.id} not in ${newest} and ${isLive(tables, at)}`;
  return {
    born: insertWhere(orm, tables.sessions, { ...session, userId }, guard).returning(),
    signedIn: recordEvent(orm, tables, { userId, type: "sign_in", at, visitor, sessionId: session.id }, born),
    replaced: endSessions(orm, tables, sql`${sessions.id} = ${replaces} and ${born}`, "logout", at),
    evicted: endSessions(orm, tables, beyondCap, "evicted", at),
  };
}

export function hasSession({ sessions }: Tables, id: string): SQL {
  // Under an alias of its own: the statement around it may be about the same table.
  return sql`exists (select 1 from ${sessions} as born where born.id = ${id})`;
}

/** Ends those that match and are not ended yet. */
export function endSessions(orm: Orm, { sessions }: Tables, which: SQL, reason: EndReason, at: Date) {
  return orm
    .update(sessions)
    .set({ endedAt: at, endReason: reason })
    .where(and(which, isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
}

function isLive({ sessions }: Tables, at: Date): SQL {
  return sql`(${isNull(sessions.endedAt)} and ${gt(sessions.idleExpiresAt, at)} and ${gt(sessions.expiresAt, at)})`;
}

/** A condition over `sessions` and `users` both: the user may use sessions, and this one is not swept by a revocation. */
function isUserGood({ sessions, users }: Tables): SQL {
  return sql`(${isNull(users.disabledAt)} and ${gt(sessions.createdAt, users.revokedBefore)})`;
}
