import { desc, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** A row's place in a list that is ordered by time, and by id where times are equal. */
export interface Position {
  at: Date;
  id: string;
}

export function newestFirst(at: SQLiteColumn, id: SQLiteColumn): SQL[] {
  return [desc(at), desc(id)];
}

/**
 * What follows a position, newest first. Unlike an offset it stays where it is while new rows arrive in front (keyset
 * pagination). Nothing for the start of the list.
 */
export function beyond(at: SQLiteColumn, id: SQLiteColumn, position: Position | null): SQL | undefined {
  return position
    ? sql`(${at}, ${id}) < (${sql.param(position.at, at)}, ${sql.param(position.id, id)})`
    : undefined;
}
