import { and, eq, exists, gt, isNull, type SQL, sql } from "drizzle-orm";
import { ALWAYS, type EventType, recordEvent } from "../audit/event.store.ts";
import type { Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { SessionRow, Tables } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { issueStatement } from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";
import type { Method } from "./method.ts";
import type { Visitor } from "./visitor.ts";

/** Why a session ended: CONTRACT section 6. */
export type EndReason =
  | "logout"
  | "logout_all"
  | "ended_by_user"
  | "password_changed"
  | "password_reset"
  | "email_changed"
  | "email_change_undone"
  | "account_deleted"
  | "account_disabled"
  | "reuse"
  | "evicted"
  | "disowned";

export type NewSession = Omit<
  SessionRow,
  "userId" | "method" | "previousDigest" | "endedAt" | "endReason" | "hub"
> & { method: Method };

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
    /** The mail about a new device, with the request that lets its reader end the session. */
    notice: { row: Issued["row"]; mail: OutboxMessage } | null;
  },
) {
  const { sessions } = tables;
  const { session, userId, guard, cap, replaces, visitor, notice } = start;
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
    ...(replaces !== null && {
      replaced: endSessions(orm, tables, sql`${sessions.id} = ${replaces} and ${born}`, "logout", at),
      left: recordEnd(
        orm,
        tables,
        { type: "sign_out", reason: "logout", at, visitor },
        eq(sessions.id, replaces),
      ),
    }),
    evicted: endSessions(orm, tables, beyondCap, "evicted", at),
    gaveWay: recordEnd(
      orm,
      tables,
      { type: "session_revoked", reason: "evicted", at, visitor },
      eq(sessions.userId, userId),
    ),
    ...(notice && {
      disownable: issueStatement(orm, tables, notice.row, born),
      noticed: mailStatement(orm, tables, notice.mail, born),
    }),
  };
}

interface End {
  type: EventType;
  reason: EndReason;
  at: Date;
}

/**
 * `from` those of these sessions that this act ended. One that is in the history already was ended by another act of the
 * same millisecond.
 */
export function endedNow({ sessions, events }: Tables, { type, reason, at }: End, which: SQL): SQL {
  const isKnown = sql`exists (select 1 from ${events} where ${events.userId} = ${sessions.userId} and ${eq(events.at, at)} and ${events.sessionId} = ${sessions.id} and ${events.type} = ${type})`;
  return sql`from ${sessions} where ${which} and ${eq(sessions.endedAt, at)} and ${eq(sessions.endReason, reason)} and not ${isKnown}`;
}

/** Says that one of these sessions ended just now and why, in the history of its user: the longest lived, if there are several. */
export function recordEnd(orm: Orm, tables: Tables, end: End & { visitor: Visitor }, which: SQL) {
  const { sessions } = tables;
  const { reason: _, ...event } = end;
  const ended = endedNow(tables, end, which);
  return recordEvent(
    orm,
    tables,
    {
      ...event,
      userId: sql`(select ${sessions.userId} ${ended} order by ${sessions.createdAt} limit 1)`,
      sessionId: sql`(select ${sessions.id} ${ended} order by ${sessions.createdAt} limit 1)`,
    },
    sql`exists (select 1 ${ended})`,
  );
}

/** The next token of a chain, by an act of its user and not by the one before. */
export interface Renewal {
  /** The generation that it takes over from: nothing happens if a refresh was faster. */
  from: number;
  values: Pick<SessionRow, "currentDigest" | "previousDigest" | "generation" | "rotatedAt" | "authTime">;
}

/** Gives a live session of an active user its next token, if `guard` holds. */
export function renewStatement(
  orm: Orm,
  tables: Tables,
  sessionId: string,
  { from, values }: Renewal,
  guard: SQL = ALWAYS,
) {
  const { sessions } = tables;
  const at = values.rotatedAt;
  return orm
    .update(sessions)
    .set({ ...values, lastSeenAt: at })
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.generation, from),
        isLive(tables, at),
        hasGoodUser(orm, tables),
        guard,
      ),
    )
    .returning();
}

/** Whether that has happened: the guard of what goes with it. */
export function isRenewed({ sessions }: Tables, sessionId: string, { values }: Renewal): SQL {
  return sql`exists (select 1 from ${sessions} as renewed where renewed.id = ${sessionId} and renewed.current_digest = ${values.currentDigest})`;
}

/**
 * Whether whoever acts is still signed in: what a session may do must not land after whatever ended it. Exact in a batch
 * that has locked the user.
 */
export function isOpen({ sessions }: Tables, id: string): SQL {
  return sql`exists (select 1 from ${sessions} as acting where acting.id = ${id} and acting.ended_at is null)`;
}

export function hasSession({ sessions }: Tables, id: string): SQL {
  // Under an alias of its own: the statement around it may be about the same table.
  return sql`exists (select 1 from ${sessions} as born where born.id = ${id})`;
}

/** A session that was just ended: whose it was, and the hub of its sockets, if it has any. */
export interface EndedSession {
  id: string;
  userId: string;
  hub: string | null;
  reason: EndReason;
  /** When it would have ended by itself, or has: those that ran out are ended with the rest. */
  until: Date;
}

/** Ends those that match and are not ended yet. Whoever does tells their sockets, when that is committed (live/push.ts). */
export function endSessions(orm: Orm, { sessions }: Tables, which: SQL, reason: EndReason, at: Date) {
  return orm
    .update(sessions)
    .set({ endedAt: at, endReason: reason })
    .where(and(which, isNull(sessions.endedAt)))
    .returning({
      id: sessions.id,
      userId: sessions.userId,
      hub: sessions.hub,
      reason: sql<EndReason>`${sessions.endReason}`,
      until: sessions.idleExpiresAt,
    });
}

export function isLive({ sessions }: Tables, at: Date): SQL {
  return sql`(${isNull(sessions.endedAt)} and ${gt(sessions.idleExpiresAt, at)} and ${gt(sessions.expiresAt, at)})`;
}

/** For a statement about `sessions` alone. */
export function hasGoodUser(orm: Orm, tables: Tables): SQL {
  const { sessions, users } = tables;
  const owner = orm
    .select({ one: sql`1` })
    .from(users)
    .where(and(eq(users.id, sessions.userId), isUserGood(tables)));
  return exists(owner);
}

/** A condition over `sessions` and `users` both: the user may use sessions, and this one is not swept by a revocation. */
export function isUserGood({ sessions, users }: Tables): SQL {
  return sql`(${isNull(users.disabledAt)} and ${gt(sessions.createdAt, users.revokedBefore)})`;
}

/** The same in one, for a statement about `sessions` alone. */
export function isUsable(tables: Tables, at: Date): SQL {
  const { sessions, users } = tables;
  return sql`(${isLive(tables, at)} and exists (select 1 from ${users} where ${eq(users.id, sessions.userId)} and ${isUserGood(tables)}))`;
}

/** Whether some of these were ended then, for this reason: the guard of what else that act does. */
export function hasEnded({ sessions }: Tables, which: SQL, reason: EndReason, at: Date): SQL {
  return sql`exists (select 1 from ${sessions} where ${which} and ${eq(sessions.endedAt, at)} and ${eq(sessions.endReason, reason)})`;
}

/**
 * First in every batch that changes an account and what hangs on it. Such batches queue here, so each sees what the one
 * before has done, and since all lock in one order (the account, the request that is used, sessions, other requests)
 * none waits for one that waits for it.
 */
export function lockUser(orm: Orm, { users }: Tables, which: SQL) {
  return orm
    .update(users)
    .set({ createdAt: sql`${users.createdAt}` })
    .where(which);
}
