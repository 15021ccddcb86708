import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { recordEvent } from "../audit/event.store.ts";
import { type Database, isUniqueViolation } from "../db/database.ts";
import type { OneTimeRow, UserRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { isOpen, lockUser } from "../sessions/session.statements.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { usedBy, useStatement, voidStatement } from "../verification/one-time.store.ts";
import { removeGone } from "./account.store.ts";

interface Act {
  userId: string;
  sessionId: string;
  notice: OutboxMessage | null;
  visitor: Visitor;
  at: Date;
}

export function createPhoneStore(db: Database) {
  const { tables } = db;
  const { users, oneTime, sessions } = tables;

  return {
    /**
     * Null when the code was used, `ended` when the session ended meanwhile; `taken` when the number is another account's:
     * then the code isn't used.
     */
    async confirm(
      request: Act & { row: OneTimeRow; act: string; phone: string },
    ): Promise<UserRow | "taken" | "ended" | null> {
      const { row, act, phone, userId, sessionId, notice, visitor, at } = request;
      const won = usedBy(tables, row, act);
      try {
        const { acting, used, found } = await db.atomically((orm) => ({
          locked: lockUser(orm, tables, eq(users.id, userId)),
          acting: orm
            .select({ id: sessions.id })
            .from(sessions)
            .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt))),
          used: useStatement(orm, tables, row, act, at, isOpen(tables, sessionId)),
          gone: removeGone(orm, tables, eq(users.phone, phone), at, won),
          obsolete: voidStatement(
            orm,
            tables,
            sql`${oneTime.purpose} = 'sms_otp' and ${oneTime.subject} = ${phone} and ${won}`,
          ),
          set: orm
            .update(users)
            .set({ phone, phoneVerifiedAt: at })
            .where(and(eq(users.id, userId), won)),
          recorded: recordEvent(orm, tables, { userId, type: "phone_changed", at, visitor, sessionId }, won),
          ...(notice && { notice: mailStatement(orm, tables, notice, won) }),
          found: orm.select().from(users).where(eq(users.id, userId)).limit(1),
        }));
        if (!acting[0]) return "ended";
        return used[0] ? (found[0] ?? null) : null;
      } catch (error) {
        if (isUniqueViolation(error)) return "taken";
        throw error;
      }
    },

    /** Null when the session has ended meanwhile. The guard keeps an account that lost its address reachable. */
    async remove({ userId, sessionId, notice, visitor, at }: Act): Promise<UserRow | null> {
      const isActing = isOpen(tables, sessionId);
      const hasPhone = sql`exists (select 1 from ${users} where ${eq(users.id, userId)} and ${isNotNull(users.phone)} and ${isNotNull(users.email)}) and ${isActing}`;
      const { found } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, eq(users.id, userId)),
        // While it is still known which number that was.
        codes: voidStatement(
          orm,
          tables,
          sql`${oneTime.purpose} in ('sms_otp', 'phone_change') and (${oneTime.userId} = ${userId} or ${oneTime.subject} = (select ${users.phone} from ${users} where ${eq(users.id, userId)})) and ${isActing}`,
        ),
        recorded: recordEvent(
          orm,
          tables,
          { userId, type: "phone_changed", at, visitor, sessionId },
          hasPhone,
        ),
        ...(notice && { notice: mailStatement(orm, tables, notice, hasPhone) }),
        removed: orm
          .update(users)
          .set({ phone: null, phoneVerifiedAt: null })
          .where(and(eq(users.id, userId), isNotNull(users.email), isActing)),
        found: orm
          .select()
          .from(users)
          .where(and(eq(users.id, userId), isNull(users.phone)))
          .limit(1),
      }));
      return found[0] ?? null;
    },
  };
}

export type PhoneStore = ReturnType<typeof createPhoneStore>;
