import type { AccessTokens } from "../sessions/access-token.ts";
import type { SessionStore } from "../sessions/session.store.ts";
import type { Now } from "../shared/time.ts";
import { termOf } from "./connect.ts";
import type { SocketUser, Term } from "./socket-state.ts";
import type { Grant, Tickets } from "./ticket.ts";

/** What a socket shows to stay open. */
export type Proof = { access: string } | { ticket: string };

/** `foreign`: somebody else's, or another session's. A socket never changes whose it is. */
export type ReauthResult = { result: "renewed"; term: Term } | { result: "refused" } | { result: "foreign" };

/** A new deadline for an open socket. Throws `unavailable` when nobody can say whether its session is live. */
export function createSocketReauth(options: {
  accessTokens: AccessTokens;
  tickets: Tickets;
  sessionStore: SessionStore;
  now: Now;
}) {
  const { accessTokens, tickets, sessionStore, now } = options;

  async function grantOf(proof: Proof): Promise<Grant | null> {
    if ("ticket" in proof) return tickets.use(proof.ticket);
    const claims = await accessTokens.verify(proof.access);
    return claims && { userId: claims.userId, sessionId: claims.sessionId, ...termOf(claims) };
  }

  return async (user: SocketUser, proof: Proof): Promise<ReauthResult> => {
    const grant = await grantOf(proof);
    if (!grant) return { result: "refused" };
    const { userId, sessionId, ...term } = grant;
    if (userId !== user.userId || sessionId !== user.sessionId) return { result: "foreign" };
    const live = await sessionStore.findLive(sessionId, now());
    return live ? { result: "renewed", term } : { result: "refused" };
  };
}

export type SocketReauth = ReturnType<typeof createSocketReauth>;
