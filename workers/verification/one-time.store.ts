import { and, eq, gt, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Database, Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { OneTimeRow, Tables } from "../db/tables.ts";
import type { Issued, OneTimeStore } from "./one-time.ts";

export function createOneTimeStore(db: Database): OneTimeStore {
  const { oneTime } = db.tables;

  return {
    async findByLink(purpose, digest) {
      const [row] = await db.orm
        .select()
        .from(oneTime)
        .where(and(eq(oneTime.linkDigest, digest), eq(oneTime.purpose, purpose)))
        .limit(1);
      return row ?? null;
    },

    async tryCode(purpose, subject, maxAttempts) {
      const mine = and(eq(oneTime.purpose, purpose), eq(oneTime.subject, subject));
      const { counted, found } = await db.atomically((orm) => ({
        counted: orm
          .update(oneTime)
          .set({ attempts: sql`${oneTime.attempts} + 1` })
          .where(and(mine, lt(oneTime.attempts, maxAttempts)))
          .returning({ id: oneTime.id }),
        found: orm.select().from(oneTime).where(mine).limit(1),
      }));
      return { granted: counted.length > 0, row: found[0] ?? null };
    },
  };
}

/**
 * Stores a request if `condition` holds; an older one for the same purpose and subject is gone with it, its link and its
 * code.
 */
export function issueStatement(orm: Orm, { oneTime }: Tables, row: Issued["row"], condition: SQL) {
  const values = { ...row, usedBy: null, usedAt: null };
  // Somebody else's request is still waiting: from now on it is disputed whose the next one is.
  const isWaiting = sql`${isNull(oneTime.usedBy)} and ${gt(oneTime.expiresAt, row.createdAt)}`;
  const isDisputed = sql`(${oneTime.contested} = 1 or ${ne(oneTime.askedBy, row.askedBy)})`;
  return insertWhere(orm, oneTime, values, condition).onConflictDoUpdate({
    target: [oneTime.purpose, oneTime.subject],
    set: { ...values, contested: sql`case when ${isWaiting} and ${isDisputed} then 1 else 0 end` },
  });
}

/**
 * The same, but what the older request carries stays: a new link and a new code for it. Not for one that was used, and not
 * what a disputed one carries, unless the asker has proved which it is.
 */
export function reissueStatement(
  orm: Orm,
  { oneTime }: Tables,
  row: Issued["row"],
  condition: SQL,
  isProved: boolean,
) {
  const { signUp: _, askedBy: __, contested: ___, ...kept } = row;
  const undisputed = sql`case when ${oneTime.contested} = 1 then null else ${oneTime.signUp} end`;
  const renewed = isProved ? kept : { ...kept, signUp: undisputed };
  return insertWhere(orm, oneTime, row, condition).onConflictDoUpdate({
    target: [oneTime.purpose, oneTime.subject],
    set: renewed,
    setWhere: isNull(oneTime.usedBy),
  });
}

/** Whether this very request is the stored one. */
export function isIssued({ oneTime }: Tables, row: Issued["row"]): SQL {
  return sql`exists (select 1 from ${oneTime} where ${oneTime.id} = ${row.id})`;
}

/** Uses a request up in the name of a session: of many at once, one gets a row. */
export function useStatement(orm: Orm, { oneTime }: Tables, row: OneTimeRow, sessionId: string, at: Date) {
  return orm
    .update(oneTime)
    .set({ usedBy: sessionId, usedAt: at })
    .where(and(eq(oneTime.id, row.id), isNull(oneTime.usedBy), gt(oneTime.expiresAt, at)))
    .returning({ id: oneTime.id });
}

/** The guard of everything that only the winner may do. */
export function usedBy({ oneTime }: Tables, row: OneTimeRow, sessionId: string): SQL {
  return sql`exists (select 1 from ${oneTime} where ${oneTime.id} = ${row.id} and ${oneTime.usedBy} = ${sessionId})`;
}
