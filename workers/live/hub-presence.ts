import type { EndReason } from "../sessions/session.statements.ts";
import { PRESENCE_CHUNK, PRESENCE_RETRY_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import type { Departure, HubRecords } from "./hub-records.ts";
import type { LiveStore } from "./live.store.ts";

/** Keeps `sessions.hub` true: a hub is noted there by upgrades, before it hears of them, and taken away by the hub itself. */
export function createHubPresence(deps: {
  records: HubRecords;
  hub: () => string;
  withStore: <T>(work: (store: LiveStore) => Promise<T>) => Promise<T>;
  /** Closes the sockets of a session that has ended. */
  revoke: (sessionId: string, reason: EndReason) => void;
  /** Closes those of a session that belong elsewhere: whoever connects again gets there. */
  sendAway: (sessionId: string) => void;
  log: () => Log;
}) {
  const { records, hub, withStore, revoke, sendAway, log } = deps;

  async function noteLeft(departures: readonly Departure[], at: Date): Promise<void> {
    const ids = departures.map(({ sessionId }) => sessionId);
    for (const id of ids) records.rememberLeave(id, Date.now());
    try {
      await withStore((store) => store.leave(ids, hub(), at));
    } catch (error) {
      // They are due again in a while.
      log().warn("presence was not noted", describeError(error));
      return;
    }
    for (const departure of departures) {
      records.departed(departure);
      if (!departure.isEnded) records.tell(departure.userId, null, Date.now());
    }
    const back = ids.filter((id) => records.socketsOfSession(id) > 0);
    if (back.length > 0) await rejoin(back);
  }

  /** For sessions whose sockets came while the note was taken away. What ended before it is back was told to nobody. */
  async function rejoin(sessionIds: readonly string[]): Promise<void> {
    try {
      const noted = await withStore((store) => store.rejoin(sessionIds, hub(), new Date()));
      const missing = sessionIds.filter((id) => !noted.includes(id));
      if (missing.length === 0) return;
      const reasons = await withStore((store) => store.endReasons(missing));
      for (const [id, reason] of reasons) revoke(id, reason);
      for (const id of missing) if (!reasons.has(id)) sendAway(id);
    } catch (error) {
      log().warn("presence was not noted", describeError(error));
      for (const id of sessionIds) sendAway(id);
    }
  }

  return {
    rejoin,

    /** Takes the note away from sessions that have no socket any more, then has their users' others told. */
    async noteDepartures(now: number): Promise<void> {
      const departures = records.takeDepartures(now, now + PRESENCE_RETRY_MS);
      for (let from = 0; from < departures.length; from += PRESENCE_CHUNK) {
        await noteLeft(departures.slice(from, from + PRESENCE_CHUNK), new Date(now));
      }
    },
  };
}

export type HubPresence = ReturnType<typeof createHubPresence>;
