import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { type EndReason, isUsable } from "../sessions/session.statements.ts";
import type { SocketUser } from "./socket-state.ts";

/** Where the open sockets of sessions are: `sessions.hub`. */
export function createLiveStore(db: Database) {
  const { orm, tables } = db;
  const { sessions } = tables;

  return {
    /**
     * Notes a hub for a live session and says which one it is: where the user has sockets already, or the one proposed. So
     * all of them are in one hub, which sees and counts them together. Null when the session has ended: one statement, so
     * none passes between the check and the note.
     */
    async join({ userId, sessionId }: SocketUser, proposed: string, at: Date): Promise<string | null> {
      const others = sql`(select other.hub from ${sessions} as other where other.user_id = ${userId} and other.hub is not null and other.ended_at is null limit 1)`;
      const [row] = await orm
        .update(sessions)
        .set({ hub: sql`coalesce(${sessions.hub}, ${others}, ${proposed})` })
        .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isUsable(tables, at)))
        .returning({ hub: sessions.hub });
      return row?.hub ?? null;
    },

    /** Notes it again for sessions whose sockets came while the note was taken away. Those that have it now. */
    async rejoin(sessionIds: readonly string[], hub: string, at: Date): Promise<string[]> {
      const rows = await orm
        .update(sessions)
        .set({ hub })
        .where(
          and(
            inArray(sessions.id, [...sessionIds]),
            or(isNull(sessions.hub), eq(sessions.hub, hub)),
            isUsable(tables, at),
          ),
        )
        .returning({ id: sessions.id });
      return rows.map(({ id }) => id);
    },

    /** For sessions without a socket in this hub: they were there until now. */
    async leave(sessionIds: readonly string[], hub: string, at: Date): Promise<void> {
      await orm
        .update(sessions)
        .set({ hub: null, lastSeenAt: at })
        .where(and(inArray(sessions.id, [...sessionIds]), eq(sessions.hub, hub)));
    },

    async hubsOf(userIds: readonly string[]): Promise<{ userId: string; hub: string }[]> {
      const rows = await orm
        .selectDistinct({ userId: sessions.userId, hub: sessions.hub })
        .from(sessions)
        .where(
          and(inArray(sessions.userId, [...userIds]), isNotNull(sessions.hub), isNull(sessions.endedAt)),
        );
      return rows.flatMap(({ userId, hub }) => (hub === null ? [] : [{ userId, hub }]));
    },

    async endReasons(sessionIds: readonly string[]): Promise<Map<string, EndReason>> {
      const rows = await orm
        .select({ id: sessions.id, reason: sql<EndReason>`${sessions.endReason}` })
        .from(sessions)
        .where(and(inArray(sessions.id, [...sessionIds]), isNotNull(sessions.endReason)));
      return new Map(rows.map(({ id, reason }) => [id, reason]));
    },
  };
}

export type LiveStore = ReturnType<typeof createLiveStore>;
