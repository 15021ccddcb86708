import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { type EventPlace, recordEvent } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { OneTimeRow, SessionRow, UserRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import {
  type EndedSession,
  endSessions,
  isRenewed,
  lockUser,
  type Renewal,
  renewStatement,
} from "../sessions/session.statements.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { AppError } from "../shared/errors.ts";
import type { Language } from "../shared/language.ts";
import { requestsOf, usedBy, useStatement, voidStatement } from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";
import { hasPasswordOf, isHere, removeGone } from "./account.store.ts";
import type { NewPassword } from "./new-password.ts";
import { createRequestStore } from "./request.store.ts";

/** An account that a reset makes begins with `language`, its visitor's. */
export function createPasswordStore(db: Database, language: Language | null) {
  const { tables } = db;
  const { users, oneTime, sessions } = tables;
  const requests = createRequestStore(db);

  return {
    /** A reset for whoever has this address, or waits for it to be proved; nothing for anybody else, in the same time. */
    async askReset(row: Issued["row"], message: OutboxMessage, visitor: EventPlace): Promise<void> {
      const condition = isKnown(row.subject, row.createdAt);
      await requests.send({ row, message, event: "link_sent", visitor, condition });
    },

    /**
     * Uses a reset up and sets the password. Whoever did it reads the mail, so the address is verified by it, and all that
     * somebody else may hold ends: sessions, links, codes, pending changes, known browsers, a deletion. The account of a
     * sign-up that still waited is made now. Null when somebody else used it first, or the address is nobody's any more.
     */
    async reset(act: {
      row: OneTimeRow;
      user: UserRow | null;
      values: NewPassword;
      newUserId: string;
      notice: OutboxMessage;
      visitor: Visitor;
      at: Date;
    }): Promise<{ userId: string; ended: EndedSession[] } | null> {
      const { row, user, values, newUserId, notice, visitor, at } = act;
      const isMine = eq(users.email, row.subject);
      const userId = sql`(select ${users.id} from ${users} where ${isMine})`;
      const won = usedBy(tables, row, newUserId);
      const state = {
        ...values,
        passwordChangedAt: at,
        revokedBefore: at,
        devicesVoidBefore: at,
        purgeAt: null,
      };
      const event = { userId, at, visitor };
      const { used, found, ended } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, isMine),
        used: useStatement(orm, tables, row, newUserId, at, isKnown(row.subject, at)),
        gone: removeGone(orm, tables, isMine, at, won),
        account: insertWhere(
          orm,
          users,
          { id: newUserId, email: row.subject, emailVerifiedAt: at, language, ...state, createdAt: at },
          won,
        ).onConflictDoUpdate({
          target: users.email,
          set: {
            ...state,
            emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${sql.param(at, users.emailVerifiedAt)})`,
          },
        }),
        ended: endSessions(orm, tables, sql`${sessions.userId} = ${userId} and ${won}`, "password_reset", at),
        notice: mailStatement(orm, tables, notice, won),
        signedUp: recordEvent(
          orm,
          tables,
          { ...event, type: "sign_up" },
          sql`exists (select 1 from ${users} where ${users.id} = ${newUserId})`,
        ),
        changed: recordEvent(orm, tables, { ...event, type: "password_reset" }, won),
        ...(user?.emailVerifiedAt == null && {
          verified: recordEvent(orm, tables, { ...event, type: "email_verified" }, won),
        }),
        ...(user?.purgeAt && {
          cancelled: recordEvent(orm, tables, { ...event, type: "deletion_cancelled" }, won),
        }),
        voided: voidStatement(
          orm,
          tables,
          sql`${requestsOf(tables, userId)} and ${oneTime.id} <> ${row.id} and ${won}`,
        ),
        found: orm.select({ id: users.id }).from(users).where(isMine).limit(1),
      }));
      return used[0] && found[0] ? { userId: found[0].id, ended } : null;
    },

    /**
     * Sets a new password, gives this session its next token, ends the others unless they are kept, and voids resets that
     * were asked for before. Null when the session was refreshed or ended meanwhile. Throws `wrong_password` when the
     * password isn't any more what the caller knew.
     */
    async change(act: {
      user: UserRow;
      session: SessionRow;
      renewal: Renewal;
      values: NewPassword;
      keepOthers: boolean;
      notice: OutboxMessage | null;
      visitor: Visitor;
    }): Promise<{ session: SessionRow; ended: EndedSession[] } | null> {
      const { user, session, renewal, values, keepOthers, notice, visitor } = act;
      const at = renewal.values.rotatedAt;
      const done = isRenewed(tables, session.id, renewal);
      const isMine = eq(users.id, user.id);
      const { before, renewed, ended } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, isMine),
        before: orm
          .select({ isSame: sql<number>`case when ${hasPasswordOf(tables, user)} then 1 else 0 end` })
          .from(users)
          .innerJoin(sessions, and(eq(sessions.id, session.id), isNull(sessions.endedAt)))
          .where(isMine),
        renewed: renewStatement(
          orm,
          tables,
          session.id,
          renewal,
          sql`exists (select 1 from ${users} where ${isMine} and ${hasPasswordOf(tables, user)})`,
        ),
        password: orm
          .update(users)
          .set({ ...values, passwordChangedAt: at })
          .where(and(isMine, done)),
        ...(!keepOthers && {
          ended: endSessions(
            orm,
            tables,
            sql`${sessions.userId} = ${user.id} and ${sessions.id} <> ${session.id} and ${done}`,
            "password_changed",
            at,
          ),
        }),
        voided: voidStatement(
          orm,
          tables,
          sql`${oneTime.purpose} = 'password_reset' and ${oneTime.subject} = ${user.email} and ${done}`,
        ),
        recorded: recordEvent(
          orm,
          tables,
          { userId: user.id, type: "password_changed", at, visitor, sessionId: session.id },
          done,
        ),
        ...(notice && { notice: mailStatement(orm, tables, notice, done) }),
      }));
      if (before[0]?.isSame === 0) throw new AppError("wrong_password", { reason: "changed meanwhile" });
      return renewed[0] ? { session: renewed[0], ended: ended ?? [] } : null;
    },
  };

  /** Whether somebody has this address, or waits for it to be proved. */
  function isKnown(email: string, at: Date): SQL {
    return sql`(
      exists (select 1 from ${users} where ${eq(users.email, email)} and ${isHere(tables, at)})
      or exists (select 1 from ${oneTime} as waiting where waiting.purpose = 'sign_up' and waiting.subject = ${email} and waiting.used_by is null and waiting.expires_at > ${sql.param(at, oneTime.expiresAt)})
    )`;
  }
}

export type PasswordStore = ReturnType<typeof createPasswordStore>;
