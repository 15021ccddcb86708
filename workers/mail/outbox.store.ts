import { and, count, desc, eq, isNotNull, isNull, lte, min, sql } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { languageNamed } from "../shared/language.ts";
import type { Channel } from "./letter.ts";
import type { OutboxStore } from "./outbox.ts";

export function createOutboxStore(db: Database): OutboxStore {
  const { orm, tables } = db;
  const { outbox } = tables;

  /** This row while it is not done: a sender who stalled past his lease must not bring a finished one back. */
  const unfinished = (id: string) => and(eq(outbox.id, id), isNull(outbox.sentAt), isNull(outbox.failedAt));

  return {
    async claim(id, now, leaseUntil) {
      const [row] = await orm
        .update(outbox)
        .set({ nextAttemptAt: leaseUntil, attempts: sql`${outbox.attempts} + 1` })
        .where(and(eq(outbox.id, id), lte(outbox.nextAttemptAt, now), isNotNull(outbox.payload)))
        .returning();
      return row ? readable(row) : null;
    },

    async due(now, limit) {
      const rows = await orm
        .select({ id: outbox.id })
        .from(outbox)
        .where(lte(outbox.nextAttemptAt, now))
        .orderBy(outbox.nextAttemptAt)
        .limit(limit);
      return rows.map((row) => row.id);
    },

    async sent(id, now, keepPayload) {
      await orm
        .update(outbox)
        .set({ sentAt: now, nextAttemptAt: null, reason: null, ...(keepPayload ? {} : { payload: null }) })
        .where(unfinished(id));
    },

    async retryAt(id, at, reason) {
      await orm.update(outbox).set({ nextAttemptAt: at, reason }).where(unfinished(id));
    },

    async failed(id, now, reason) {
      await orm
        .update(outbox)
        .set({ failedAt: now, nextAttemptAt: null, payload: null, reason })
        .where(unfinished(id));
    },

    async recent(limit) {
      const rows = await orm
        .select({
          id: outbox.id,
          channel: outbox.channel,
          payload: outbox.payload,
          language: outbox.language,
          createdAt: outbox.createdAt,
        })
        .from(outbox)
        .where(isNotNull(outbox.payload))
        .orderBy(desc(outbox.createdAt))
        .limit(limit);
      return rows.map(readable).filter((row) => row !== null);
    },

    async clear() {
      await orm.delete(outbox);
    },
  };
}

/** How many messages are not done, and since when the oldest of them waits. */
export async function waitingMessages({ orm, tables: { outbox } }: Database) {
  const [row] = await orm
    .select({ pending: count(), oldest: min(outbox.createdAt) })
    .from(outbox)
    .where(isNotNull(outbox.nextAttemptAt));
  return { pending: row?.pending ?? 0, oldest: row?.oldest ?? null };
}

/** Null when its payload is wiped. */
function readable<Row extends { channel: string; payload: string | null; language: string | null }>(
  row: Row,
) {
  const channel: Channel = row.channel === "sms" ? "sms" : "email";
  return row.payload === null
    ? null
    : { ...row, channel, payload: row.payload, language: languageNamed(row.language) };
}
