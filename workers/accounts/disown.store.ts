import { and, eq, sql } from "drizzle-orm";
import { recordEvent } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import type { OneTimeRow } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { type EndedSession, endSessions, lockUser } from "../sessions/session.statements.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { issueStatement, usedBy, useStatement } from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";

export function createDisownStore(db: Database) {
  const { tables } = db;
  const { users, sessions } = tables;

  return {
    /** What ended. Null when the link was used meanwhile. */
    async disown(request: {
      row: OneTimeRow;
      userId: string;
      act: string;
      reset: { row: Issued["row"]; mail: OutboxMessage } | null;
      visitor: Visitor;
      at: Date;
    }): Promise<EndedSession[] | null> {
      const { row, userId, act, reset, visitor, at } = request;
      const won = usedBy(tables, row, act);
      const { used, ended } = await db.atomically((orm) => ({
        locked: lockUser(orm, tables, eq(users.id, userId)),
        used: useStatement(orm, tables, row, act, at),
        ended: endSessions(orm, tables, sql`${sessions.id} = ${row.subject} and ${won}`, "disowned", at),
        forgotten: orm
          .update(users)
          .set({ devicesVoidBefore: at })
          .where(and(eq(users.id, userId), won)),
        recorded: recordEvent(
          orm,
          tables,
          { userId, type: "session_revoked", at, visitor, sessionId: row.subject },
          won,
        ),
        ...(reset && {
          reset: issueStatement(orm, tables, reset.row, won),
          mail: mailStatement(orm, tables, reset.mail, won),
          sent: recordEvent(orm, tables, { userId, type: "link_sent", at, visitor }, won),
        }),
      }));
      return used.length > 0 ? ended : null;
    },
  };
}

export type DisownStore = ReturnType<typeof createDisownStore>;
