import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { recordEvent } from "../audit/event.store.ts";
import { type Database, isUniqueViolation } from "../db/database.ts";
import type { OneTimeRow, PendingChange, UserRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { endSessions, isOpen, lockUser } from "../sessions/session.statements.ts";
import type { Visitor } from "../sessions/visitor.ts";
import {
  isIssued,
  issueOrPretend,
  issueStatement,
  requestsOf,
  usedBy,
  useStatement,
  voidStatement,
} from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";
import { isHere, removeGone } from "./account.store.ts";

interface Act {
  row: OneTimeRow;
  user: UserRow;
  change: PendingChange;
  /** The id in whose name the request is used up. */
  act: string;
  visitor: Visitor;
  at: Date;
}

export function createEmailChangeStore(db: Database) {
  const { tables } = db;
  const { users, oneTime, sessions } = tables;

  return {
    /**
     * The request and its mail; or, where somebody has proved the new address already, a mail to him. The old address is
     * told in either case. The same statements, so that time tells nobody which it was. False, and nothing, when the
     * session has ended meanwhile: a reset must find every change that is pending.
     */
    async ask(request: {
      row: Issued["row"];
      sessionId: string;
      newEmail: string;
      confirm: OutboxMessage;
      taken: OutboxMessage;
      undo: { row: Issued["row"]; mail: OutboxMessage } | null;
      visitor: Visitor;
    }): Promise<boolean> {
      const { row, sessionId, newEmail, confirm, taken, undo, visitor } = request;
      const isActing = isOpen(tables, sessionId);
      const issued = isIssued(tables, row);
      const isFree = sql`not exists (select 1 from ${users} where ${eq(users.email, newEmail)} and ${isNotNull(users.emailVerifiedAt)} and ${isHere(tables, row.createdAt)})`;
      const { acting } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, eq(users.id, row.subject)),
        acting: orm
          .select({ id: sessions.id })
          .from(sessions)
          .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt))),
        // The one before is void, even where this one comes to nothing.
        older: voidStatement(
          orm,
          tables,
          sql`${oneTime.purpose} = ${row.purpose} and ${oneTime.subject} = ${row.subject} and ${isActing}`,
        ),
        issued: issueOrPretend(orm, tables, row, sql`${isFree} and ${isActing}`),
        confirm: mailStatement(orm, tables, confirm, issued),
        taken: mailStatement(orm, tables, taken, sql`not ${issued} and ${isActing}`),
        ...(undo && {
          undo: issueStatement(orm, tables, undo.row, isActing),
          notice: mailStatement(orm, tables, undo.mail, isActing),
        }),
        recorded: recordEvent(
          orm,
          tables,
          { userId: row.subject, type: "link_sent", at: row.createdAt, visitor },
          isActing,
        ),
      }));
      return acting.length > 0;
    },

    /**
     * Moves the account to its new address; all sessions end but the one that asked. What was mailed to the old address is
     * void, except the way back. Null when the link was used, or the address taken, meanwhile.
     */
    async confirm({ row, user, change, act, notice, visitor, at }: Act & { notice: OutboxMessage | null }) {
      const won = usedBy(tables, row, act);
      return unlessTaken(async () => {
        const { used, found, ended } = await db.atomically((orm) => ({
          locked: lockUser(orm, tables, eq(users.id, user.id)),
          used: useStatement(orm, tables, row, act, at),
          gone: removeGone(orm, tables, eq(users.email, change.to), at, won),
          ended: endSessions(
            orm,
            tables,
            sql`${sessions.userId} = ${user.id} and ${sessions.id} <> ${change.sessionId} and ${won}`,
            "email_changed",
            at,
          ),
          // By the address that is still the account's.
          voided: voidStatement(
            orm,
            tables,
            sql`${requestsOf(tables, user.id)} and ${oneTime.purpose} not in ('email_undo', 'disown') and ${oneTime.id} <> ${row.id} and ${won}`,
          ),
          obsolete: voidStatement(
            orm,
            tables,
            sql`${oneTime.purpose} in ('sign_up', 'password_reset') and ${oneTime.subject} = ${change.to} and ${won}`,
          ),
          moved: moveTo(orm, change.to, user.id, at, {}, won),
          recorded: recordEvent(orm, tables, { userId: user.id, type: "email_changed", at, visitor }, won),
          ...(notice && { notice: mailStatement(orm, tables, notice, won) }),
          found: orm.select().from(users).where(eq(users.id, user.id)).limit(1),
        }));
        return used[0] && found[0] ? { user: found[0], ended } : null;
      });
    },

    /** Back to the old address; every session ends, every request is void, no browser is known any more. */
    async undo({ row, user, change, act, notice, visitor, at }: Act & { notice: OutboxMessage }) {
      const won = usedBy(tables, row, act);
      return unlessTaken(async () => {
        const { used, found, ended } = await db.atomically((orm) => ({
          locked: lockUser(orm, tables, eq(users.id, user.id)),
          used: useStatement(orm, tables, row, act, at),
          gone: removeGone(orm, tables, eq(users.email, change.to), at, won),
          ended: endSessions(
            orm,
            tables,
            sql`${sessions.userId} = ${user.id} and ${won}`,
            "email_change_undone",
            at,
          ),
          voided: voidStatement(
            orm,
            tables,
            sql`${requestsOf(tables, user.id)} and ${oneTime.id} <> ${row.id} and ${won}`,
          ),
          moved: moveTo(orm, change.to, user.id, at, { revokedBefore: at, devicesVoidBefore: at }, won),
          recorded: recordEvent(
            orm,
            tables,
            { userId: user.id, type: "email_change_undone", at, visitor },
            won,
          ),
          notice: mailStatement(orm, tables, notice, won),
          found: orm.select().from(users).where(eq(users.id, user.id)).limit(1),
        }));
        return used[0] && found[0] ? { user: found[0], ended } : null;
      });
    },
  };

  /** Whoever uses a mailed link has proved its address. */
  function moveTo(
    orm: Database["orm"],
    email: string,
    userId: string,
    at: Date,
    also: Partial<Pick<UserRow, "revokedBefore" | "devicesVoidBefore">>,
    guard: SQL,
  ) {
    return orm
      .update(users)
      .set({ email, emailVerifiedAt: at, ...also })
      .where(and(eq(users.id, userId), guard));
  }
}

export type EmailChangeStore = ReturnType<typeof createEmailChangeStore>;

async function unlessTaken<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}
