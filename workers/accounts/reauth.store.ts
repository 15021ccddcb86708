import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import type { OneTimeRow, SessionRow } from "../db/tables.ts";
import { isRenewed, type Renewal, renewStatement } from "../sessions/session.statements.ts";
import { isUnused, useStatement } from "../verification/one-time.store.ts";

export function createReauthStore(db: Database) {
  const { tables } = db;

  return {
    /** Null when the session was refreshed or ended meanwhile. */
    async renew(sessionId: string, renewal: Renewal): Promise<SessionRow | null> {
      const [row] = await renewStatement(db.orm, tables, sessionId, renewal);
      return row ?? null;
    },

    /** The same, with a code that is used up by it, if it comes about; `spent` when somebody else used it. */
    async renewByCode(
      sessionId: string,
      renewal: Renewal,
      request: OneTimeRow,
      act: string,
    ): Promise<SessionRow | "spent" | null> {
      const { oneTime } = tables;
      const at = renewal.values.rotatedAt;
      const { renewed, left } = await db.atomically((orm) => ({
        // The session first: its row is where parallel tries queue.
        renewed: renewStatement(orm, tables, sessionId, renewal, isUnused(tables, request)),
        used: useStatement(orm, tables, request, act, at, isRenewed(tables, sessionId, renewal)),
        left: orm.select({ usedBy: oneTime.usedBy }).from(oneTime).where(eq(oneTime.id, request.id)),
      }));
      if (renewed[0]) return renewed[0];
      return left[0]?.usedBy === null ? null : "spent";
    },
  };
}

export type ReauthStore = ReturnType<typeof createReauthStore>;
