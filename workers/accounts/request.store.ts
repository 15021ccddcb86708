import { type SQL, sql } from "drizzle-orm";
import { ALWAYS, type EventPlace, recordEvent } from "../audit/event.store.ts";
import type { Database } from "../db/database.ts";
import type { Tables } from "../db/tables.ts";
import { mailStatement } from "../mail/outbox.statement.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { isIssued, issueOrPretend } from "../verification/one-time.store.ts";
import type { Issued } from "../verification/one-time.ts";
import { isHere } from "./account.store.ts";

export function createRequestStore(db: Database) {
  const { tables } = db;

  return {
    /**
     * Stores a request and the message that carries it, if `condition` holds, and notes it in the history of whoever it
     * is for. The same statements for known and unknown, so time tells nobody which it was. One batch.
     */
    async send(request: {
      row: Issued["row"];
      message: OutboxMessage;
      event: "code_sent" | "link_sent";
      visitor: EventPlace;
      condition?: SQL;
    }): Promise<void> {
      const { row, message, event, visitor, condition = ALWAYS } = request;
      const issued = isIssued(tables, row);
      const userId = ownerOf(tables, row);
      await db.atomically((orm) => ({
        issued: issueOrPretend(orm, tables, row, condition),
        message: mailStatement(orm, tables, message, issued),
        recorded: recordEvent(
          orm,
          tables,
          { userId, type: event, at: row.createdAt, visitor },
          row.userId === null ? sql`${issued} and ${userId} is not null` : issued,
        ),
      }));
    },
  };
}

export type RequestStore = ReturnType<typeof createRequestStore>;

/** The id of whoever a request is for: named in it, or whoever has its address or number; null for nobody. */
function ownerOf(tables: Tables, { userId, subject, createdAt }: Issued["row"]): string | SQL {
  const { users } = tables;
  return (
    userId ??
    sql`(select ${users.id} from ${users} where (${users.email} = ${subject} or ${users.phone} = ${subject}) and ${isHere(tables, createdAt)})`
  );
}
