import type { SQL } from "drizzle-orm";
import type { Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { Tables } from "../db/tables.ts";
import type { OutboxValues } from "./outbox.ts";

/** The mail that an act owes somebody, for the batch of that act: both happen or neither. */
export function mailStatement(orm: Orm, tables: Tables, mail: OutboxValues, condition: SQL) {
  return insertWhere(orm, tables.outbox, mail, condition);
}
