import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { ALWAYS, recordEvent } from "../audit/event.store.ts";
import { type Database, isUniqueViolation } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { OneTimeRow, PendingSignUp, SessionRow, UserRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxValues } from "../mail/outbox.ts";
import { endSessions, type NewSession, startStatements } from "../sessions/session.store.ts";
import type { Visitor } from "../sessions/visitor.ts";
import {
  isIssued,
  issueStatement,
  reissueStatement,
  usedBy,
  useStatement,
} from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";
import type { ProfileChange } from "./profile.ts";
import { usernameKey } from "./username.ts";

/** What a sign-in found under an identifier: an account, or a sign-up whose address isn't proved yet. */
export interface Candidate {
  user: UserRow | null;
  pending: OneTimeRow | null;
}

export interface SessionStart {
  session: NewSession;
  visitor: Visitor;
  cap: number;
  /** The session that this browser leaves behind. */
  replaces: string | null;
}

export function createAccountStore(db: Database) {
  const { orm, tables } = db;
  const { users, oneTime, sessions } = tables;

  return {
    async isUsernameTaken(username: string): Promise<boolean> {
      const [row] = await orm
        .select({ id: users.id })
        .from(users)
        .where(eq(users.usernameKey, usernameKey(username)))
        .limit(1);
      return row !== undefined;
    },

    /**
     * A sign-up that waits for its address to be proved, and its mail; or, where somebody has proved that address
     * already, a mail to him and nothing else. The same statements either way, so time tells nobody which it was.
     */
    async storeSignUp(
      row: Issued["row"],
      mails: { confirm: OutboxValues; notice: OutboxValues },
    ): Promise<void> {
      const issued = isIssued(tables, row);
      const isFree = sql`not exists (select 1 from ${users} where ${eq(users.email, row.subject)} and ${isNotNull(users.emailVerifiedAt)})`;
      await db.atomically((orm) => ({
        issued: issueStatement(orm, tables, row, isFree),
        confirm: mailStatement(orm, tables, mails.confirm, issued),
        notice: mailStatement(orm, tables, mails.notice, sql`not ${issued}`),
      }));
    },

    /** A new link and code for whoever waits for his address to be proved; nothing for anybody else, in the same time. */
    async renewSignUp(row: Issued["row"], mail: OutboxValues, knows: "password" | "nothing"): Promise<void> {
      const isWaiting = sql`(
        exists (select 1 from ${oneTime} where ${eq(oneTime.purpose, row.purpose)} and ${eq(oneTime.subject, row.subject)} and ${isNull(oneTime.usedBy)})
        or exists (select 1 from ${users} where ${eq(users.email, row.subject)} and ${isNull(users.emailVerifiedAt)})
      )`;
      await db.atomically((orm) => ({
        renewed: reissueStatement(orm, tables, row, isWaiting, knows === "password"),
        confirm: mailStatement(orm, tables, mail, isIssued(tables, row)),
      }));
    },

    /** By address or username: exactly one of them is given. A lone statement: on Postgres a batch costs more trips. */
    async candidate(by: { email: string } | { usernameKey: string }): Promise<Candidate> {
      const [match, subject] =
        "email" in by ? [eq(users.email, by.email), by.email] : [eq(users.usernameKey, by.usernameKey), null];
      const [row] = await orm
        .select({ user: users, pending: oneTime })
        .from(sql`(select 1 as one) as anyone`)
        .leftJoin(users, match)
        .leftJoin(
          oneTime,
          and(eq(oneTime.purpose, "sign_up"), eq(oneTime.subject, sql`${subject}`), isNull(oneTime.usedBy)),
        );
      return { user: row?.user ?? null, pending: row?.pending ?? null };
    },

    /**
     * Signs a user in with the password that was checked against `user`: not if it was changed, the account disabled or
     * everything signed out since it was read. Null then.
     */
    async signIn(
      user: UserRow,
      start: SessionStart,
      rehashed: string | null,
    ): Promise<{ session: SessionRow; user: UserRow } | null> {
      const { passwordChangedAt } = user;
      const unchanged = sql`${users.id} = ${user.id} and ${isNull(users.disabledAt)}
        and ${eq(users.revokedBefore, user.revokedBefore)}
        and ${passwordChangedAt === null ? isNull(users.passwordChangedAt) : eq(users.passwordChangedAt, passwordChangedAt)}`;
      const { locked, born } = await db.atomically((orm) => ({
        // First of all, so that parallel sign-ins of one user queue here and the cap is exact.
        locked: orm
          .update(users)
          .set({ passwordHash: rehashed ?? users.passwordHash })
          .where(unchanged)
          .returning(),
        ...startStatements(orm, tables, {
          ...start,
          userId: user.id,
          guard: sql`exists (select 1 from ${users} where ${unchanged})`,
        }),
      }));
      return locked[0] && born[0] ? { user: locked[0], session: born[0] } : null;
    },

    /**
     * Uses a sign-up's link or code up and makes the account, or verifies the one that was waiting for it, with the
     * password of this very sign-up; signs in. Null when somebody else used it first. A username that somebody verified
     * took meanwhile is left out.
     */
    async completeSignUp(
      row: OneTimeRow,
      signUp: PendingSignUp | null,
      newUserId: string,
      start: SessionStart,
    ): Promise<{ session: SessionRow | null; user: UserRow; isNew: boolean } | null> {
      try {
        return await complete(signUp?.username ?? null);
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        return complete(null);
      }

      async function complete(username: string | null) {
        const { session, visitor } = start;
        const at = session.createdAt;
        const email = row.subject;
        const byEmail = eq(users.email, email);
        const userId = sql`(select ${users.id} from ${users} where ${byEmail})`;
        const won = usedBy(tables, row, session.id);
        const verifiedNow = sql`exists (select 1 from ${users} where ${byEmail} and ${eq(users.emailVerifiedAt, at)}) and ${won}`;
        const credentials = {
          passwordHash: signUp?.passwordHash ?? null,
          passwordChangedAt: signUp ? at : null,
          name: signUp?.name ?? null,
          username,
          usernameKey: username === null ? null : usernameKey(username),
        };
        const revokedBefore = new Date(at.getTime() - 1);
        const event = { userId, at, visitor, sessionId: session.id };
        const { used, born, found } = await db.atomically((orm) => ({
          used: useStatement(orm, tables, row, session.id, at),
          account: insertWhere(
            orm,
            users,
            {
              id: newUserId,
              email,
              ...credentials,
              emailVerifiedAt: at,
              revokedBefore,
              devicesVoidBefore: revokedBefore,
              createdAt: at,
            },
            won,
          ).onConflictDoUpdate({
            target: users.email,
            // An account that waited for its address: what somebody without that mailbox set up is gone.
            set: signUp ? { ...credentials, emailVerifiedAt: at, revokedBefore } : { emailVerifiedAt: at },
            setWhere: isNull(users.emailVerifiedAt),
          }),
          squatters: endSessions(
            orm,
            tables,
            sql`${sessions.userId} = ${userId} and ${verifiedNow}`,
            "logout",
            at,
          ),
          ...startStatements(orm, tables, {
            ...start,
            userId,
            guard: sql`${won} and exists (select 1 from ${users} where ${byEmail} and ${isNull(users.disabledAt)})`,
          }),
          signedUp: recordEvent(orm, tables, { ...event, type: "sign_up" }, verifiedNow),
          verified: recordEvent(orm, tables, { ...event, type: "email_verified" }, verifiedNow),
          found: orm.select().from(users).where(byEmail).limit(1),
        }));
        return used[0] && found[0]
          ? { session: born[0] ?? null, user: found[0], isNew: found[0].id === newUserId }
          : null;
      }
    },

    /** Throws a unique violation when the username is taken. Null when the account is gone. */
    async update(
      userId: string,
      change: ProfileChange,
      act: { at: Date; visitor: Visitor; sessionId: string },
    ): Promise<UserRow | null> {
      const { username } = change;
      const set = username === undefined ? change : { ...change, usernameKey: usernameKey(username) };
      const { updated } = await db.atomically((orm) => ({
        updated: orm.update(users).set(set).where(eq(users.id, userId)).returning(),
        ...(username !== undefined && {
          recorded: recordEvent(orm, tables, { userId, type: "username_changed", ...act }, ALWAYS),
        }),
      }));
      return updated[0] ?? null;
    },
  };
}

export type AccountStore = ReturnType<typeof createAccountStore>;
