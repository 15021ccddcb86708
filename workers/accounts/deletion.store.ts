import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { recordEvent } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { type EndedSession, endSessions, isOpen, lockUser } from "../sessions/session.statements.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { requestsOf, voidStatement } from "../verification/one-time.store.ts";

export function createDeletionStore(db: Database) {
  const { tables } = db;
  const { users, sessions, oneTime } = tables;

  return {
    /** When it will be purged: of several at once the first decides; and what ended. Null when the session has ended meanwhile. */
    async schedule(act: {
      userId: string;
      sessionId: string;
      at: Date;
      purgeAt: Date;
      notice: OutboxMessage | null;
      visitor: Visitor;
    }): Promise<{ purgeAt: Date; ended: EndedSession[] } | null> {
      const { userId, sessionId, at, purgeAt, notice, visitor } = act;
      const isMine = eq(users.id, userId);
      const isActing = isOpen(tables, sessionId);
      const isFirst = sql`exists (select 1 from ${users} where ${isMine} and ${isNull(users.purgeAt)}) and ${isActing}`;
      const isDecided = sql`exists (select 1 from ${users} where ${isMine} and ${isNotNull(users.purgeAt)})`;
      const { found, ended } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, isMine),
        recorded: recordEvent(
          orm,
          tables,
          { userId, type: "deletion_scheduled", at, visitor, sessionId },
          isFirst,
        ),
        ...(notice && { notice: mailStatement(orm, tables, notice, isFirst) }),
        scheduled: orm
          .update(users)
          .set({ purgeAt, revokedBefore: at })
          .where(and(isMine, isNull(users.purgeAt), isActing)),
        ended: endSessions(
          orm,
          tables,
          sql`${sessions.userId} = ${userId} and ${isDecided}`,
          "account_deleted",
          at,
        ),
        // But for the way back to an address: whoever took the account over may be who deletes it.
        voided: voidStatement(
          orm,
          tables,
          sql`${requestsOf(tables, userId)} and ${oneTime.purpose} <> 'email_undo' and ${isDecided}`,
        ),
        found: orm.select({ purgeAt: users.purgeAt }).from(users).where(isMine).limit(1),
      }));
      return found[0]?.purgeAt ? { purgeAt: found[0].purgeAt, ended } : null;
    },
  };
}

export type DeletionStore = ReturnType<typeof createDeletionStore>;
