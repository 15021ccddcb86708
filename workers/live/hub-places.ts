import type { Places } from "../limits/places.ts";
import {
  REAUTH_GRACE_MS,
  SOCKETS_PER_CLIENT,
  SOCKETS_PER_SESSION,
  SOCKETS_PER_USER,
} from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import type { HubRecords } from "./hub-records.ts";
import type { Arrival, SocketUser } from "./socket-state.ts";

/**
 * How many sockets there may be at once (CONTRACT section 6): of a session and of a user among those that are open here, and
 * of a client over all hubs, in whose counter each holds a place.
 */
export function createHubPlaces(deps: {
  records: HubRecords;
  withPlaces: <T>(work: (places: Places) => Promise<T>) => Promise<T>;
  background: (work: Promise<unknown>) => void;
  log: () => Log;
}) {
  const { records, withPlaces, background, log } = deps;

  /** Where it fails, places end by themselves. */
  function release(client: string, ids: readonly string[]): void {
    const releasing = withPlaces((places) => places.release(client, ids));
    background(releasing.catch((error) => log().warn("places were kept", describeError(error))));
  }

  return {
    release,

    isFull: ({ userId, sessionId }: SocketUser, scale: number): boolean =>
      records.socketsOfSession(sessionId) >= SOCKETS_PER_SESSION * scale ||
      records.socketsOfUser(userId) >= SOCKETS_PER_USER * scale,

    /** Renews it for a socket that has one. False when all are held. */
    async hold({ id, client, scale, expiresAt }: Arrival): Promise<boolean> {
      const until = expiresAt + 2 * REAUTH_GRACE_MS;
      const insteadOf = records.takeLost(client);
      const place = { id, until, max: SOCKETS_PER_CLIENT * scale, insteadOf };
      return withPlaces((places) => places.hold(client, place));
    },

    /** Those of sockets that ended without a word. */
    releaseLost(): void {
      for (const client of records.lostClients()) release(client, records.takeLost(client));
    },
  };
}

export type HubPlaces = ReturnType<typeof createHubPlaces>;
