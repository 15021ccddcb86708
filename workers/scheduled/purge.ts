import { and, eq, exists, inArray, isNull, lt, lte, not, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { isRequestOf } from "../accounts/export.store.ts";
import type { Database } from "../db/database.ts";
import {
  AUDIT_KEEP_MS,
  ONE_TIME_KEEP_MS,
  OUTBOX_KEEP_MS,
  PURGE_CHUNK,
  PURGE_CHUNKS_MAX,
  PURGE_USERS_MAX,
  SESSION_KEEP_MS,
} from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";

/**
 * Removes what is over, and accounts whose deletion is due with all that is theirs. Nothing depends on it: each reader
 * checks the times itself. In chunks, so that no statement holds the database for long; what a run leaves, the next takes.
 */
export function createPurge(db: Database, now: Now) {
  const { users, oneTime, sessions, events, outbox } = db.tables;

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

  /**
   * Rows that refer to a user go before the user: the foreign keys would take them along, but a hundred thousand events in
   * one statement. Until the last is gone the user stays, as deleted as he was.
   */
  async function clearUsers(at: Date) {
    const isDue = lte(users.purgeAt, at);
    const due = await db.orm.select({ id: users.id }).from(users).where(isDue).limit(PURGE_USERS_MAX);
    if (due.length === 0) return 0;
    // By their ids, not by a subselect: Postgres might read a whole table to find a few users' rows.
    const ids = due.map(({ id }) => id);
    await clear(oneTime, oneTime.id, isRequestOf(db.tables, inArray(users.id, ids)));
    await clear(sessions, sessions.id, inArray(sessions.userId, ids));
    await clear(events, events.id, inArray(events.userId, ids));
    const hasRows = (owner: SQLiteColumn) =>
      exists(db.orm.select({ one: sql`1` }).from(owner.table).where(eq(owner, users.id)));
    const isLast = and(not(hasRows(sessions.userId)), not(hasRows(events.userId)));
    return clear(users, users.id, and(inArray(users.id, ids), isDue, isLast));
  }

  /** How many rows went, by table; of a deleted user's only the user. */
  return async () => ({
    users: await clearUsers(now()),
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
