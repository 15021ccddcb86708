import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import { recordEvent } from "../audit/event.store.ts";
import { type Database, isUniqueViolation } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { OneTimeRow, SessionRow, Tables, UserRow } from "../db/tables.ts";
import { type EndedSession, endSessions, lockUser, startStatements } from "../sessions/session.statements.ts";
import type { Language } from "../shared/language.ts";
import { usedBy, useStatement, voidStatement } from "../verification/one-time.store.ts";
import { removeGone } from "./account.store.ts";
import type { Brought } from "./arrival.ts";
import type { SessionStart } from "./session-start.ts";
import { usernameKey } from "./username.ts";

/** Earlier than any session and any browser's mark. */
const NEVER = new Date(0);

/** An account that is made or verified begins with `language`, its visitor's. */
export function createArrivalStore(db: Database, language: Language | null) {
  const { tables } = db;
  const { users, oneTime, sessions } = tables;

  return {
    /**
     * Uses a link or code up and makes the account of its address or number, or verifies the one that was waiting for it,
     * or brings back the one that was to be deleted; signs in. Null when somebody else used it first. A username that
     * somebody verified took meanwhile is left out.
     */
    async arrive(
      row: OneTimeRow,
      brought: Brought,
      newUserId: string,
      start: SessionStart,
    ): Promise<{
      session: SessionRow | null;
      user: UserRow;
      isNew: boolean;
      gaveWay: EndedSession[];
    } | null> {
      const { signUp } = brought;
      try {
        return await complete(signUp?.username ?? null);
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        return complete(null);
      }

      async function complete(username: string | null) {
        const { session, visitor } = start;
        const at = session.createdAt;
        const contact = contactOf(tables, row, at);
        const isAddress = contact.column === users.email;
        const isMine = eq(contact.column, row.subject);
        const userId = sql`(select ${users.id} from ${users} where ${isMine})`;
        const won = usedBy(tables, row, session.id);
        // Asked before it is verified: afterwards another way in of the same millisecond would look like this one.
        const wasWaiting = sql`exists (select 1 from ${users} where ${isMine} and ${isNull(contact.verifiedAt)}) and ${won}`;
        const wasLeaving = sql`exists (select 1 from ${users} where ${isMine} and ${gt(users.purgeAt, at)}) and ${won}`;
        const isNew = sql`exists (select 1 from ${users} where ${users.id} = ${newUserId})`;
        const credentials = {
          passwordHash: signUp?.passwordHash ?? null,
          passwordChangedAt: signUp ? at : null,
          name: signUp?.name ?? null,
          username,
          usernameKey: username === null ? null : usernameKey(username),
        };
        const revokedBefore = new Date(at.getTime() - 1);
        const event = { userId, at, visitor, sessionId: session.id };
        const { used, born, found, squatters, replaced, evicted } = await db.atomically((orm) => ({
          locked: lockUser(orm, tables, isMine),
          used: useStatement(orm, tables, row, session.id, at),
          gone: removeGone(
            orm,
            tables,
            sql`${isMine} or ${eq(users.usernameKey, credentials.usernameKey ?? "")}`,
            at,
            won,
          ),
          cancelled: recordEvent(orm, tables, { ...event, type: "deletion_cancelled" }, wasLeaving),
          squatters: endSessions(
            orm,
            tables,
            sql`${sessions.userId} = ${userId} and ${wasWaiting}`,
            "logout",
            at,
          ),
          ...(isAddress && {
            verified: recordEvent(orm, tables, { ...event, type: "email_verified" }, wasWaiting),
          }),
          account: insertWhere(
            orm,
            users,
            {
              id: newUserId,
              ...contact.values,
              ...credentials,
              language,
              // There was nothing before. A second way in that runs beside this one may have begun a moment earlier.
              revokedBefore: NEVER,
              devicesVoidBefore: NEVER,
              createdAt: at,
            },
            won,
          ).onConflictDoUpdate({
            target: contact.column,
            // An account that waited for its address: what somebody without that mailbox set up is gone.
            set: {
              ...contact.values,
              ...(language && { language }),
              ...(signUp && { ...credentials, revokedBefore }),
              ...(!brought.keepsPassword &&
                !signUp && { passwordHash: null, passwordChangedAt: at, revokedBefore }),
            },
            setWhere: isNull(contact.verifiedAt),
          }),
          stays: orm
            .update(users)
            .set({ purgeAt: null })
            .where(and(isMine, isNotNull(users.purgeAt), won)),
          // A sign-up of this address that still waits would only confirm what is there.
          obsolete: voidStatement(
            orm,
            tables,
            sql`${oneTime.purpose} = 'sign_up' and ${oneTime.subject} = ${row.subject} and ${oneTime.id} <> ${row.id} and ${won}`,
          ),
          ...startStatements(orm, tables, {
            ...start,
            userId,
            guard: sql`${won} and exists (select 1 from ${users} where ${isMine} and ${isNull(users.disabledAt)})`,
          }),
          signedUp: recordEvent(orm, tables, { ...event, type: "sign_up" }, isNew),
          ...(isAddress && {
            provedAtOnce: recordEvent(orm, tables, { ...event, type: "email_verified" }, isNew),
          }),
          found: orm.select().from(users).where(isMine).limit(1),
        }));
        if (!used[0] || !found[0]) return null;
        const gaveWay = [...squatters, ...(replaced ?? []), ...evicted];
        return { session: born[0] ?? null, user: found[0], isNew: found[0].id === newUserId, gaveWay };
      }
    },
  };
}

export type ArrivalStore = ReturnType<typeof createArrivalStore>;

/** What a request proves: an address, or a number. */
function contactOf({ users }: Tables, { purpose, subject }: OneTimeRow, at: Date) {
  return purpose === "sms_otp"
    ? {
        column: users.phone,
        verifiedAt: users.phoneVerifiedAt,
        values: { phone: subject, phoneVerifiedAt: at },
      }
    : {
        column: users.email,
        verifiedAt: users.emailVerifiedAt,
        values: { email: subject, emailVerifiedAt: at },
      };
}
