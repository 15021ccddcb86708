import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { SessionRow } from "../db/tables.ts";
import { encodeBase64Url, randomBytes } from "../shared/crypto.ts";
import { after, earlier, type Now } from "../shared/time.ts";
import type { KeyStore } from "./key-store.ts";
import { amrOf } from "./method.ts";

export interface AccessClaims {
  userId: string;
  sessionId: string;
  issuedAt: Date;
  expiresAt: Date;
}

export const ACCESS_TOKEN_TYPE = "at+jwt";
/** No legitimate token of ours comes near it; parsing more would be work for an attacker's sake. */
const TOKEN_MAX_LENGTH = 4_096;
const SCOPE = "account";

/** Access tokens by RFC 9068. Verified locally: no database trip once the isolate has the keys. */
export function createAccessTokens(options: {
  keys: KeyStore;
  issuer: string;
  audience: string;
  ttlMs: number;
  now: Now;
}) {
  const { keys, issuer, audience, ttlMs, now } = options;

  return {
    /** Never outlives its session. */
    async issue(session: SessionRow): Promise<{ token: string; expiresAt: Date }> {
      const { kid, alg, key } = await keys.signer();
      const issuedAt = now();
      const expiresAt = earlier(after(issuedAt, ttlMs), session.expiresAt);
      const token = await new SignJWT({
        sid: session.id,
        auth_time: seconds(session.authTime),
        amr: amrOf(session.method),
        scope: SCOPE,
      })
        .setProtectedHeader({ alg, kid, typ: ACCESS_TOKEN_TYPE })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(session.userId)
        .setJti(encodeBase64Url(randomBytes(16)))
        .setIssuedAt(seconds(issuedAt))
        .setExpirationTime(seconds(expiresAt))
        .sign(key);
      return { token, expiresAt };
    },

    /** The claims of a token that is genuine, ours and not expired; null for everything else (RFC 8725). */
    verify: (token: string) => read(token, now()),

    /** The same for a token that may have expired: enough to end a session, never to use one. */
    async verifyExpired(token: string): Promise<AccessClaims | null> {
      return read(token, null);
    },
  };

  async function read(token: string, at: Date | null): Promise<AccessClaims | null> {
    const kid = kidOf(token);
    const publicKey = kid === null ? null : await keys.publicKey(kid);
    if (!publicKey) return null;
    try {
      const { payload } = await jwtVerify(token, publicKey.key, {
        algorithms: [publicKey.alg],
        issuer,
        audience,
        typ: ACCESS_TOKEN_TYPE,
        requiredClaims: ["exp", "iat", "sub", "sid"],
        ...(at ? { currentDate: at } : { clockTolerance: Number.MAX_SAFE_INTEGER }),
      });
      return claimsOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;

/** The key a token names. Its other header parameters (`jwk`, `jku`, `x5u` …) are never looked at. */
function kidOf(token: string): string | null {
  if (token.length > TOKEN_MAX_LENGTH) return null;
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === "string" ? kid : null;
  } catch {
    return null;
  }
}

function claimsOf(payload: JWTPayload): AccessClaims | null {
  const { sub, sid, iat, exp } = payload;
  if (typeof sub !== "string" || typeof sid !== "string" || iat === undefined || exp === undefined)
    return null;
  return { userId: sub, sessionId: sid, issuedAt: date(iat), expiresAt: date(exp) };
}

function date(seconds: number): Date {
  return new Date(seconds * 1_000);
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
