import { eq, type SQL, sql } from "drizzle-orm";
import type { Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { Tables } from "../db/tables.ts";
import type { OutboxMessage } from "./outbox.ts";

/**
 * The mail that an act owes somebody, for the batch of that act: both happen or neither. The statement itself looks up
 * what the recipient's account has chosen to read: whether there is one, nobody has asked before, and nobody can tell after.
 */
export function mailStatement(orm: Orm, tables: Tables, { to, row }: OutboxMessage, condition: SQL) {
  const { users, outbox } = tables;
  const isRecipient = eq(row.channel === "sms" ? users.phone : users.email, to);
  const language = sql`(select ${users.language} from ${users} where ${isRecipient})`;
  return insertWhere(orm, outbox, { ...row, language }, condition);
}
