import { and, eq, gt, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import { ALWAYS, recordEvent } from "../audit/event.store.ts";
import type { Database, Orm } from "../db/database.ts";
import type { OneTimeRow, SessionRow, Tables, UserRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { type EndedSession, isOpen, lockUser, startStatements } from "../sessions/session.statements.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { isIssued, issueOrPretend, reissueStatement } from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";
import type { ProfileChange } from "./profile.ts";
import type { SessionStart } from "./session-start.ts";
import { usernameKey } from "./username.ts";

/** What a sign-in found under an identifier: an account, or a sign-up whose address isn't proved yet. */
export interface Candidate {
  user: UserRow | null;
  pending: OneTimeRow | null;
}

export function createAccountStore(db: Database) {
  const { orm, tables } = db;
  const { users, oneTime } = tables;

  return {
    async isUsernameTaken(username: string, at: Date): Promise<boolean> {
      const [row] = await orm
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.usernameKey, usernameKey(username)), isHere(tables, at)))
        .limit(1);
      return row !== undefined;
    },

    /**
     * A sign-up that waits for its address to be proved, and its mail; or, where somebody has proved that address
     * already, a mail to him and nothing else. The same statements either way, so time tells nobody which it was.
     */
    async storeSignUp(
      row: Issued["row"],
      mails: { confirm: OutboxMessage; notice: OutboxMessage },
    ): Promise<void> {
      const issued = isIssued(tables, row);
      const isFree = sql`not exists (select 1 from ${users} where ${eq(users.email, row.subject)} and ${isNotNull(users.emailVerifiedAt)} and ${isHere(tables, row.createdAt)})`;
      await db.atomically((orm) => ({
        issued: issueOrPretend(orm, tables, row, isFree),
        confirm: mailStatement(orm, tables, mails.confirm, issued),
        notice: mailStatement(orm, tables, mails.notice, sql`not ${issued}`),
      }));
    },

    /** A new link and code for whoever waits for his address to be proved; nothing for anybody else, in the same time. */
    async renewSignUp(row: Issued["row"], mail: OutboxMessage, knows: "password" | "nothing"): Promise<void> {
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
    async candidate(by: { email: string } | { usernameKey: string }, at: Date): Promise<Candidate> {
      const [match, subject] =
        "email" in by ? [eq(users.email, by.email), by.email] : [eq(users.usernameKey, by.usernameKey), null];
      const [row] = await orm
        .select({ user: users, pending: oneTime })
        .from(sql`(select 1 as one) as anyone`)
        .leftJoin(users, and(match, isHere(tables, at)))
        .leftJoin(
          oneTime,
          and(eq(oneTime.purpose, "sign_up"), eq(oneTime.subject, sql`${subject}`), isNull(oneTime.usedBy)),
        );
      return { user: row?.user ?? null, pending: row?.pending ?? null };
    },

    /**
     * Signs a user in with the password that was checked against `user`: not if it was changed, the account disabled or
     * everything signed out since it was read, or its address has moved. Null then. An account that was to be deleted
     * stays.
     */
    async signIn(
      user: UserRow,
      start: SessionStart,
      rehashed: string | null,
    ): Promise<{ session: SessionRow; user: UserRow; gaveWay: EndedSession[] } | null> {
      const at = start.session.createdAt;
      const { email } = user;
      const unchanged = sql`${users.id} = ${user.id} and ${isNull(users.disabledAt)} and ${isHere(tables, at)}
        and ${eq(users.revokedBefore, user.revokedBefore)} and ${hasPasswordOf(tables, user)}
        and ${email === null ? isNull(users.email) : eq(users.email, email)}`;
      const mayEnter = sql`exists (select 1 from ${users} where ${unchanged})`;
      const { locked, born, replaced, evicted } = await db.atomically((orm) => ({
        // First of all, so that parallel sign-ins of one user queue here and the cap is exact.
        locked: orm
          .update(users)
          .set({ passwordHash: rehashed ?? users.passwordHash })
          .where(unchanged)
          .returning(),
        ...startStatements(orm, tables, { ...start, userId: user.id, guard: mayEnter }),
        ...(user.purgeAt !== null && {
          cancelled: recordEvent(
            orm,
            tables,
            {
              userId: user.id,
              type: "deletion_cancelled",
              at,
              visitor: start.visitor,
              sessionId: start.session.id,
            },
            sql`exists (select 1 from ${users} where ${unchanged} and ${isNotNull(users.purgeAt)})`,
          ),
          stays: orm.update(users).set({ purgeAt: null }).where(unchanged),
        }),
      }));
      if (!locked[0] || !born[0]) return null;
      return { user: locked[0], session: born[0], gaveWay: [...(replaced ?? []), ...evicted] };
    },

    /** Throws a unique violation when somebody has the username. Null when the session has ended meanwhile. */
    async update(
      userId: string,
      change: ProfileChange,
      act: { at: Date; visitor: Visitor; sessionId: string },
    ): Promise<UserRow | null> {
      const { username } = change;
      const set = username === undefined ? change : { ...change, usernameKey: usernameKey(username) };
      const { updated } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, eq(users.id, userId)),
        ...(username !== undefined && {
          gone: removeGone(orm, tables, eq(users.usernameKey, usernameKey(username)), act.at, ALWAYS),
        }),
        updated: orm
          .update(users)
          .set(set)
          .where(and(eq(users.id, userId), isOpen(tables, act.sessionId)))
          .returning(),
        ...(username !== undefined && {
          recorded: recordEvent(
            orm,
            tables,
            { userId, type: "username_changed", ...act },
            isOpen(tables, act.sessionId),
          ),
        }),
      }));
      return updated[0] ?? null;
    },
  };
}

export type AccountStore = ReturnType<typeof createAccountStore>;

/** Whether the account's password is still the one that it had when `user` was read. */
export function hasPasswordOf({ users }: Tables, { passwordChangedAt }: UserRow): SQL {
  return passwordChangedAt === null
    ? isNull(users.passwordChangedAt)
    : eq(users.passwordChangedAt, passwordChangedAt);
}

/** Accounts whose time is over but that nobody has purged yet: their address and their name are free again. */
export function removeGone(orm: Orm, { users }: Tables, which: SQL, at: Date, guard: SQL) {
  return orm.delete(users).where(sql`(${which}) and ${lte(users.purgeAt, at)} and ${guard}`);
}

/** Of accounts that are to be deleted only those whose time isn't over: purging them is somebody else's work. */
export function isHere({ users }: Tables, at: Date): SQL {
  return sql`(${isNull(users.purgeAt)} or ${gt(users.purgeAt, at)})`;
}
