import { and, eq, gt, inArray, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import { ALWAYS } from "../audit/event.store.ts";
import type { Database, Orm } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import type { OneTimeRow, Tables } from "../db/tables.ts";
import type { Issued, OneTimeStore } from "./one-time.ts";

export function createOneTimeStore(db: Database): OneTimeStore {
  const { oneTime, users } = db.tables;

  return {
    async findByLink(purpose, digest, at) {
      const [found] = await db.orm
        .select({ row: oneTime, user: users })
        .from(oneTime)
        .leftJoin(users, isOwner(db.tables, at))
        .where(and(eq(oneTime.linkDigest, digest), eq(oneTime.purpose, purpose)))
        .limit(1);
      return found ?? null;
    },

    async tryCode(target, at) {
      const which =
        "id" in target
          ? and(
              eq(oneTime.id, target.id),
              inArray(oneTime.purpose, [...target.purposes]),
              target.subject === undefined ? undefined : eq(oneTime.subject, target.subject),
            )
          : and(eq(oneTime.purpose, target.purpose), eq(oneTime.subject, target.subject));
      const { counted, owners } = await db.atomically((orm) => ({
        counted: orm
          .update(oneTime)
          .set({ attempts: sql`${oneTime.attempts} + 1` })
          .where(and(which, lt(oneTime.attempts, ATTEMPTS_COUNTED_MAX)))
          .returning(),
        owners: orm
          .select()
          .from(users)
          .where(
            sql`${users.id} in (select ${users.id} from ${oneTime} join ${users} on ${isOwner(db.tables, at)} where ${which})`,
          )
          .limit(1),
      }));
      return counted[0] ? { row: counted[0], user: owners[0] ?? null } : null;
    },
  };
}

/** Whose a request is: named in it, or whoever has its address or number now; nobody whose account is over. */
function isOwner({ oneTime, users }: Tables, at: Date): SQL {
  return sql`(${users.id} = ${oneTime.userId} or (${isNull(oneTime.userId)} and (${users.email} = ${oneTime.subject} or ${users.phone} = ${oneTime.subject})))
    and (${isNull(users.purgeAt)} or ${gt(users.purgeAt, at)})`;
}

/** Far beyond what anybody is granted, far below what the column holds. */
const ATTEMPTS_COUNTED_MAX = 1_000_000;

/**
 * Stores a request if `condition` holds; an older one for the same purpose and subject is gone with it, its link and its
 * code.
 */
export function issueStatement(
  orm: Orm,
  { oneTime }: Tables,
  row: Omit<Issued["row"], "purpose"> & { purpose: string | SQL },
  condition: SQL,
) {
  const { purpose, ...renewed } = { ...row, usedBy: null, usedAt: null };
  // Somebody else's request is still waiting: from now on it is disputed whose the next one is.
  const isWaiting = sql`${isNull(oneTime.usedBy)} and ${gt(oneTime.expiresAt, row.createdAt)}`;
  const isDisputed = sql`(${oneTime.contested} = 1 or ${ne(oneTime.askedBy, row.askedBy)})`;
  return insertWhere(orm, oneTime, { ...renewed, purpose }, condition).onConflictDoUpdate({
    target: [oneTime.purpose, oneTime.subject],
    set: { ...renewed, contested: sql`case when ${isWaiting} and ${isDisputed} then 1 else 0 end` },
  });
}

/** What is good for nothing: no link, code or request is ever looked up by it. */
const NOTHING = "none";

/**
 * The same, but where `condition` fails, a row that is good for nothing is stored: a commit with a write in it takes longer
 * than one without, and nobody may measure whether there was anything to store.
 */
export function issueOrPretend(orm: Orm, tables: Tables, row: Issued["row"], condition: SQL) {
  return issueStatement(orm, tables, { ...row, purpose: purposeIf(row, condition) }, ALWAYS);
}

function purposeIf({ purpose }: Pick<OneTimeRow, "purpose">, condition: SQL): SQL {
  return sql`case when ${condition} then ${purpose} else ${NOTHING} end`;
}

/**
 * The same pretence, but what the older request carries stays: a new link and a new code for it. Not for one that was used,
 * and not what a disputed one carries, unless the asker has proved which it is.
 */
export function reissueStatement(
  orm: Orm,
  { oneTime }: Tables,
  row: Issued["row"],
  condition: SQL,
  isProved: boolean,
) {
  const { purpose: _, signUp: __, askedBy: ___, contested: ____, ...kept } = row;
  const undisputed = sql`case when ${oneTime.contested} = 1 then null else ${oneTime.signUp} end`;
  const renewed = isProved ? kept : { ...kept, signUp: undisputed };
  const values = { ...row, purpose: purposeIf(row, condition) };
  return insertWhere(orm, oneTime, values, ALWAYS).onConflictDoUpdate({
    target: [oneTime.purpose, oneTime.subject],
    set: renewed,
    setWhere: isNull(oneTime.usedBy),
  });
}

/** Whether this very request is the stored one. */
export function isIssued({ oneTime }: Tables, row: Issued["row"]): SQL {
  return sql`exists (select 1 from ${oneTime} where ${oneTime.id} = ${row.id} and ${oneTime.purpose} = ${row.purpose})`;
}

/** Uses a request up in the name of an act, a session's start for instance: of many at once, one gets a row. */
export function useStatement(
  orm: Orm,
  { oneTime }: Tables,
  row: OneTimeRow,
  act: string,
  at: Date,
  guard: SQL = ALWAYS,
) {
  return orm
    .update(oneTime)
    .set({ usedBy: act, usedAt: at })
    .where(and(eq(oneTime.id, row.id), isNull(oneTime.usedBy), gt(oneTime.expiresAt, at), guard))
    .returning({ id: oneTime.id });
}

/** Whether nobody has used it so far. */
export function isUnused({ oneTime }: Tables, row: OneTimeRow): SQL {
  return sql`exists (select 1 from ${oneTime} where ${oneTime.id} = ${row.id} and ${isNull(oneTime.usedBy)})`;
}

/** The guard of everything that only the winner may do. */
export function usedBy({ oneTime }: Tables, row: OneTimeRow, act: string): SQL {
  return sql`exists (select 1 from ${oneTime} where ${oneTime.id} = ${row.id} and ${oneTime.usedBy} = ${act})`;
}

/** All that waits for a user, whichever way it was asked for: links and codes, used ones too. */
export function requestsOf({ oneTime, users }: Tables, userId: string | SQL): SQL {
  const subjects = sql`select ${users.email} from ${users} where ${users.id} = ${userId} union select ${users.phone} from ${users} where ${users.id} = ${userId}`;
  return sql`(${oneTime.userId} = ${userId} or ${oneTime.subject} in (${subjects}))`;
}

/** Voids requests: a genuine link among them is spent from then on, a code wrong. */
export function voidStatement(orm: Orm, { oneTime }: Tables, which: SQL) {
  return orm.delete(oneTime).where(which);
}
