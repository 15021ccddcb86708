import type { JWTPayload } from "jose";

/** What an access token says of whoever sent it: CONTRACT section 3. */
export interface AccessClaims {
  /** `sub` */
  userId: string;
  /** `sid` */
  sessionId: string;
  /** `jti`: this token alone. */
  tokenId: string;
  issuedAt: Date;
  expiresAt: Date;
  /** `auth_time`: when they last proved who they are. */
  authenticatedAt: Date;
  /** `amr` (RFC 8176): how they did, as `["pwd"]`. */
  methods: string[];
  /** Words with a blank between, as the token has them. */
  scope: string;
}

/** Null when one that every access token has is missing, or isn't what it should be. */
export function claimsOf(payload: JWTPayload): AccessClaims | null {
  const { sub, sid, jti, iat, exp, auth_time: authTime, amr, scope } = payload;
  if (typeof sub !== "string" || typeof sid !== "string" || typeof jti !== "string") return null;
  if (typeof iat !== "number" || typeof exp !== "number" || typeof authTime !== "number") return null;
  if (!Array.isArray(amr) || !amr.every((each) => typeof each === "string")) return null;
  if (typeof scope !== "string") return null;
  return {
    userId: sub,
    sessionId: sid,
    tokenId: jti,
    issuedAt: date(iat),
    expiresAt: date(exp),
    authenticatedAt: date(authTime),
    methods: amr,
    scope,
  };
}

function date(seconds: number): Date {
  return new Date(seconds * 1_000);
}
