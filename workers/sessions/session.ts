import type { SessionRow } from "../db/tables.ts";
import type { Push } from "../live/push.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { CounterLabels } from "../metrics/catalog.ts";
import type { Events } from "../metrics/events.ts";
import { randomBytes } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { findAppError } from "../shared/problem.ts";
import { after, earlier, type Now } from "../shared/time.ts";
import { isMethod, type Method } from "./method.ts";
import type { RefreshToken, RefreshTokens, Successor } from "./refresh-token.ts";
import type { Session } from "./session.schema.ts";
import type { NewSession, Renewal } from "./session.statements.ts";
import type { LiveSession, SessionStore } from "./session.store.ts";
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
/** A client refreshes once in minutes: losing against it more often than that is no accident. */
const RENEW_TRIES = 3;

export function createSessions(options: {
  store: SessionStore;
  refreshTokens: RefreshTokens;
  rules: SessionRules;
  /** The mail about a session that ended because its token was used twice; null for whoever has no address. */
  reuseNotice: (live: LiveSession, at: Date) => Promise<OutboxMessage | null>;
  /** Makes sure that access tokens can be signed: asked before anything is used up that can't be used again. */
  readySigner: () => Promise<unknown>;
  push: Pick<Push, "ended">;
  metrics: Pick<Events, "tokenRefresh" | "reuseDetected">;
  now: Now;
  newId: NewId;
}) {
  const { store, refreshTokens, rules, reuseNotice, readySigner, push, metrics, now, newId } = options;

  function idleEnd(at: Date, end: Date): Date {
    return earlier(after(at, rules.idleMs), end);
  }

  async function renewalOf(
    row: SessionRow,
    cut: boolean,
  ): Promise<{ renewal: Renewal; refreshToken: string }> {
    const at = now();
    const generation = row.generation + 1;
    const [next] = cut
      ? [await fresh({ sessionId: row.id, generation, secret: randomBytes(REFRESH_SECRET_BYTES) })]
      : await refreshTokens.successors({
          sessionId: row.id,
          generation: row.generation,
          digest: row.currentDigest,
        });
    if (!next) throw new Error("there is always a current secret");
    const values = {
      currentDigest: next.digest,
      previousDigest: row.currentDigest,
      generation,
      rotatedAt: at,
      authTime: at,
    };
    return { renewal: { from: row.generation, values }, refreshToken: next.text };
  }

  /**
   * Whether this token's successor was replaced by an act of the user a moment ago (only such acts set `authTime`): a tab
   * that repeats what was lost, or that asked at the same time, is no thief. It gets nothing, and nobody is signed out.
   */
  function isOvertaken(presented: RefreshToken, successors: Successor[], row: SessionRow, at: Date): boolean {
    return (
      row.authTime.getTime() === row.rotatedAt.getTime() &&
      at <= after(row.rotatedAt, rules.graceMs) &&
      row.generation === presented.generation + 2 &&
      successors.some(({ digest }) => digest === row.previousDigest)
    );
  }

  async function fresh(token: RefreshToken) {
    return { digest: await refreshTokens.digest(token), text: await refreshTokens.format(token) };
  }

  async function exchange(
    text: string | null,
    visitor: Visitor,
  ): Promise<{ open: OpenSession; outcome: "success" | "repeated" }> {
    const presented = text === null ? null : await refreshTokens.parse(text);
    if (!presented) throw new AppError("refresh_invalid", { reason: "not a refresh token" });
    const presentedDigest = await refreshTokens.digest(presented);
    const successors = await refreshTokens.successors({ ...presented, digest: presentedDigest });
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
    if (rotated) return { open: { row: rotated, refreshToken: next.text }, outcome: "success" };

    const live = await store.findLive(sessionId, at);
    if (!live) throw new AppError("refresh_invalid", { reason: "the session has ended" });
    const row = live.session;
    const isParent = row.previousDigest === presentedDigest && row.generation === presented.generation + 1;
    if (isParent && at <= after(row.rotatedAt, rules.graceMs)) {
      const given = successors.find(({ digest }) => digest === row.currentDigest);
      // Cut off by a change of password, or derived under a secret that this isolate hasn't got, in the middle of a
      // change: a tab that asked a moment too early has the next token by now, so no reason to call it a theft.
      if (!given) throw new Overtaken("another chain's successor");
      return { open: { row, refreshToken: given.text }, outcome: "repeated" };
    }
    if (isOvertaken(presented, successors, row, at)) {
      throw new Overtaken("overtaken by an act of the user");
    }
    if (presented.generation < row.generation) {
      const mail = await reuseNotice(live, at);
      const act = { reason: "reuse", event: "refresh_reused", at, visitor, mail } as const;
      const ended = await store.end({ sessionId, ...act });
      metrics.reuseDetected({}, ended.length);
      push.ended(ended);
      throw new AppError("refresh_reused", { reason: `session ${sessionId}` });
    }
    throw new AppError("refresh_invalid", { reason: "not a token of this chain" });
  }

  return {
    /** A new session, not stored yet: whoever starts one stores it in the batch that decides that it may start. */
    async prepare(
      method: Method,
      visitor: Visitor,
      revokedBefore?: Date,
    ): Promise<{ values: NewSession; refreshToken: string }> {
      await readySigner();
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
      try {
        const { open, outcome } = await exchange(text, visitor);
        metrics.tokenRefresh({ outcome });
        return open;
      } catch (error) {
        metrics.tokenRefresh({ outcome: refusalOf(error) });
        throw error;
      }
    },

    /**
     * New tokens for a session whose user has just proved who he is, stored by `store`, which answers null when a refresh
     * was faster: then once more from what that left. With `cut`, what was given out before gives no successor any more,
     * not even within the grace. Null when the session has ended. Throws `unavailable` when others always win.
     */
    async renewIn(
      session: SessionRow,
      { cut }: { cut: boolean },
      store: (row: SessionRow, renewal: Renewal) => Promise<SessionRow | null>,
    ): Promise<OpenSession | null> {
      await readySigner();
      let row: SessionRow | undefined = session;
      for (let attempt = 0; row && attempt < RENEW_TRIES; attempt++) {
        const { renewal, refreshToken } = await renewalOf(row, cut);
        const renewed = await store(row, renewal);
        if (renewed) return { row: renewed, refreshToken };
        row = (await options.store.findLive(session.id, now()))?.session;
      }
      if (!row) return null;
      throw new AppError("unavailable", {
        retryAfterSeconds: 1,
        reason: "the session is refreshed all the time",
      });
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

/** A token that was replaced a moment ago by something else than the next refresh: its owner has the newer one by now. */
class Overtaken extends AppError {
  constructor(reason: string) {
    super("unavailable", { retryAfterSeconds: 1, reason });
  }
}

function refusalOf(error: unknown): CounterLabels<"token_refresh">["outcome"] {
  if (error instanceof Overtaken) return "repeated";
  const code = findAppError(error)?.code;
  if (code === "refresh_invalid") return "invalid";
  return code === "refresh_reused" ? "reused" : "unavailable";
}

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
    online: row.hub !== null,
  };
}
