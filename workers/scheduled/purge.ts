import { and, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "../db/database.ts";
import {
  AUDIT_KEEP_MS,
  ONE_TIME_KEEP_MS,
  OUTBOX_KEEP_MS,
  PURGE_CHUNK,
  PURGE_CHUNKS_MAX,
  SESSION_KEEP_MS,
} from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";

/**
 * Removes what is over. Nothing depends on it: each reader checks the times itself. In chunks, oldest rows of each table
 * first, so that no statement holds the database for long; what a run leaves, the next takes.
 */
export function createPurge(db: Database, now: Now) {
  const { oneTime, sessions, events, outbox } = db.tables;

  async function clear<T extends SQLiteTable & { $inferSelect: unknown }>(
    table: T,
    id: SQLiteColumn,
    over: SQL | undefined,
  ) {
    let removed = 0;
    for (let chunk = 0; chunk < PURGE_CHUNKS_MAX; chunk++) {
      const gone = await db.orm
        .delete(table)
        .where(inArray(id, sql`(select ${id} from ${table} where ${over} limit ${PURGE_CHUNK})`))
        .returning({ id });
      removed += gone.length;
      if (gone.length < PURGE_CHUNK) break;
    }
    return removed;
  }

  /** How many rows went, by table. */
  return async () => ({
    oneTime: await clear(oneTime, oneTime.id, lt(oneTime.expiresAt, after(now(), -ONE_TIME_KEEP_MS))),
    sessions: await clear(sessions, sessions.id, lt(sessions.expiresAt, after(now(), -SESSION_KEEP_MS))),
    events: await clear(events, events.id, lt(events.at, after(now(), -AUDIT_KEEP_MS))),
    outbox: await clear(
      outbox,
      outbox.id,
      and(isNull(outbox.nextAttemptAt), lt(outbox.createdAt, after(now(), -OUTBOX_KEEP_MS))),
    ),
  });
}
