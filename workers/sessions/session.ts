import type { SessionRow } from "../db/tables.ts";
import { randomBytes } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { after, earlier, type Now } from "../shared/time.ts";
import { isMethod, type Method } from "./method.ts";
import type { RefreshToken, RefreshTokens } from "./refresh-token.ts";
import type { Session } from "./session.schema.ts";
import type { NewSession, SessionStore } from "./session.store.ts";
import type { Visitor } from "./visitor.ts";

export interface SessionRules {
  idleMs: number;
  maxAgeMs: number;
  graceMs: number;
}

/** A session whose refresh token is known, just now and only here. */
export interface OpenSession {
  row: SessionRow;
  refreshToken: string;
}

const REFRESH_SECRET_BYTES = 32;

export function createSessions(options: {
  store: SessionStore;
  refreshTokens: RefreshTokens;
  rules: SessionRules;
  now: Now;
  newId: NewId;
}) {
  const { store, refreshTokens, rules, now, newId } = options;

  function idleEnd(at: Date, end: Date): Date {
    return earlier(after(at, rules.idleMs), end);
  }

  return {
    /** A new session, not stored yet: whoever starts one stores it in the batch that decides that it may start. */
    async prepare(
      method: Method,
      visitor: Visitor,
      revokedBefore?: Date,
    ): Promise<{ values: NewSession; refreshToken: string }> {
      // Clocks of two isolates differ: a session begins after the revocation that it was decided after.
      const at = revokedBefore && revokedBefore >= now() ? after(revokedBefore, 1) : now();
      const token: RefreshToken = {
        sessionId: newId("session"),
        generation: 0,
        secret: randomBytes(REFRESH_SECRET_BYTES),
      };
      const expiresAt = after(at, rules.maxAgeMs);
      const values = {
        id: token.sessionId,
        method,
        currentDigest: await refreshTokens.digest(token),
        generation: 0,
        rotatedAt: at,
        authTime: at,
        createdAt: at,
        lastSeenAt: at,
        idleExpiresAt: idleEnd(at, expiresAt),
        expiresAt,
        ...visitor,
      };
      return { values, refreshToken: await refreshTokens.format(token) };
    },

    /**
     * The next token of the chain. Idempotent for `graceMs`: whoever repeats the token just replaced gets the same
     * successor. An older one is reuse: somebody copied it, and the session ends (RFC 9700 section 4.14.2).
     * Throws `refresh_invalid` or `refresh_reused`.
     */
    async refresh(text: string | null, visitor: Visitor): Promise<OpenSession> {
      const presented = text === null ? null : await refreshTokens.parse(text);
      if (!presented) throw new AppError("refresh_invalid", { reason: "not a refresh token" });
      const presentedDigest = await refreshTokens.digest(presented);
      const successors = await refreshTokens.successors(presented);
      const [next] = successors;
      if (!next) throw new Error("there is always a current secret");
      const at = now();
      const { ip, location } = visitor;
      const { sessionId } = presented;
      const nextDigest = next.digest;
      const rotated = await store.rotate({
        sessionId,
        presentedDigest,
        nextDigest,
        at,
        idleMs: rules.idleMs,
        ip,
        location,
      });
      if (rotated) return { row: rotated, refreshToken: next.text };

      const row = await store.find(sessionId, at);
      if (!row) throw new AppError("refresh_invalid", { reason: "the session has ended" });
      const isParent = row.previousDigest === presentedDigest && row.generation === presented.generation + 1;
      if (isParent && at <= after(row.rotatedAt, rules.graceMs)) {
        const given = successors.find(({ digest }) => digest === row.currentDigest);
        // Derived under a secret that this isolate hasn't got, in the middle of a change: no reason to call it a theft.
        if (!given)
          throw new AppError("unavailable", { retryAfterSeconds: 1, reason: "another secret's successor" });
        return { row, refreshToken: given.text };
      }
      if (presented.generation < row.generation) {
        await store.end({ sessionId, reason: "reuse", event: "refresh_reused", at, visitor });
        throw new AppError("refresh_reused", { reason: `session ${sessionId}` });
      }
      throw new AppError("refresh_invalid", { reason: "not a token of this chain" });
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

/** What a person may see of a session. `online` says whether it has a socket open. */
export function sessionView(row: SessionRow, currentId: string): Session {
  if (!isMethod(row.method)) throw new Error("a session row has an unknown method");
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: earlier(row.idleExpiresAt, row.expiresAt).toISOString(),
    method: row.method,
    device: row.device,
    ip: row.ip,
    location: row.location,
    current: row.id === currentId,
    online: false,
  };
}
