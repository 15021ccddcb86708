import { and, eq, gt, gte, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Database } from "../db/database.ts";
import type { Position } from "../db/keyset.ts";

/** Where a reading of the feed goes on: times from then on, behind a position if the page before ended there. */
export interface FeedPlace {
  from: Date;
  after: Position | null;
}

export function createRevocationStore(db: Database) {
  const { orm, tables } = db;
  const { sessions, users } = tables;

  function isBehind(at: SQLiteColumn, { from, after }: FeedPlace): SQL | undefined {
    const isNext = after && or(gt(at, after.at), and(eq(at, after.at), gt(sessions.id, after.id)));
    return and(gte(at, from), isNext ?? undefined);
  }

  return {
    /**
     * Sessions that ended, and those that stopped being usable without a word in their row: written after the sweep that
     * they were begun before. The oldest first, with the time of the act. One statement, each half by its index. (Who
     * disables an account sweeps its sessions too.)
     */
    async list(place: FeedPlace, limit: number): Promise<Position[]> {
      const ended = orm
        .select({ id: sessions.id, at: sql<Date>`${sessions.endedAt}`.mapWith(sessions.endedAt).as("at") })
        .from(sessions)
        .where(isBehind(sessions.endedAt, place));
      const swept = orm
        .select({
          id: sessions.id,
          at: sql<Date>`${users.revokedBefore}`.mapWith(users.revokedBefore).as("at"),
        })
        .from(users)
        .innerJoin(sessions, eq(sessions.userId, users.id))
        .where(
          and(
            isBehind(users.revokedBefore, place),
            isNull(sessions.endedAt),
            lte(sessions.createdAt, users.revokedBefore),
          ),
        );
      return ended.unionAll(swept).orderBy(sql`at`, sql`id`).limit(limit);
    },
  };
}

export type RevocationStore = ReturnType<typeof createRevocationStore>;
