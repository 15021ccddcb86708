import type { Places } from "../limits/places.ts";
import type { AccessClaims, AccessTokens } from "../sessions/access-token.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { HEALTH_SOCKET_MS } from "../shared/limits.ts";
import type { Now } from "../shared/time.ts";
import type { Credential } from "./credential.ts";
import { healthHubName, hubName } from "./hub-name.ts";
import type { Hubs } from "./hubs.ts";
import type { LiveStore } from "./live.store.ts";
import type { Push } from "./push.ts";
import type { Term } from "./socket-state.ts";
import type { Grant, Tickets } from "./ticket.ts";

/** Where an upgrade comes from. */
export interface Origin {
  region: string;
  /** Limits count by it. */
  client: string;
}

/** Opening a socket: who it is for is settled here, before any hub hears of it. */
export function createConnect(options: {
  accessTokens: AccessTokens;
  tickets: Tickets;
  store: LiveStore;
  hubs: Hubs;
  places: Places;
  push: Pick<Push, "missed">;
  scale: number;
  now: Now;
  newId: NewId;
}) {
  const { accessTokens, tickets, store, hubs, places, push, scale, now, newId } = options;

  async function grantOf(credential: Credential): Promise<Grant> {
    if ("ticket" in credential) {
      const grant = await tickets.use(credential.ticket);
      if (!grant) throw new AppError("unauthenticated", { reason: "not a ticket that can be used" });
      return grant;
    }
    const claims = await accessTokens.verify(credential.access);
    if (!claims) throw new AppError("unauthenticated", { reason: "not a valid access token" });
    return { userId: claims.userId, sessionId: claims.sessionId, ...termOf(claims) };
  }

  async function arrivalOf(client: string) {
    return { id: newId("socket"), client: await places.nameOf("sockets", client), scale };
  }

  return {
    /** The 101. Throws `unauthenticated`, `rate_limited` or `unavailable`. */
    async open(credential: Credential, { region, client }: Origin): Promise<Response> {
      const { userId, sessionId, ...term } = await grantOf(credential);
      const user = { userId, sessionId };
      const hub = await store.join(user, hubName(region, userId), now());
      if (hub === null) throw new AppError("unauthenticated", { reason: "the session has ended" });
      try {
        return await hubs.open(hub, { ...(await arrivalOf(client)), user, ...term });
      } catch (error) {
        push.missed(hub, user);
        throw error;
      }
    },

    /** The same for nobody in particular. Throws `rate_limited` or `unavailable`. */
    async openHealth({ region, client }: Origin): Promise<Response> {
      const expiresAt = now().getTime() + HEALTH_SOCKET_MS;
      const arrival = { ...(await arrivalOf(client)), user: null, expiresAt, lifetimeMs: HEALTH_SOCKET_MS };
      return hubs.open(healthHubName(region, client), arrival);
    },
  };
}

export type Connect = ReturnType<typeof createConnect>;

export function termOf({ issuedAt, expiresAt }: AccessClaims): Term {
  return { expiresAt: expiresAt.getTime(), lifetimeMs: expiresAt.getTime() - issuedAt.getTime() };
}
