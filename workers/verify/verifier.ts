import { decodeProtectedHeader, errors, jwtVerify } from "jose";
import { type AccessClaims, claimsOf } from "./claims.ts";
import { createKeySource, type KeysFrom, type VerificationKey } from "./key-source.ts";
import { CLOCK_TOLERANCE_MAX_SECONDS, CLOCK_TOLERANCE_SECONDS, TOKEN_MAX_LENGTH } from "./limits.ts";
import type { Refusal } from "./refusal.ts";
import type { Background } from "./renewal.ts";
import type { Revocations } from "./revocations.ts";

export interface VerifierOptions {
  /** The service's `APP_URL`, which tokens have as `iss`. */
  issuer: string;
  /** Its `JWT_AUDIENCE`. Default: the issuer, as there. */
  audience?: string;
  /**
   * A JSON Web Key Set, a service binding to the Worker, or the set's address. Default: that at the issuer. A Worker often
   * can't fetch another one's address in its own zone: give it a binding.
   */
  keys?: KeysFrom;
  /** Where ended sessions are heard of. Default: tokens are good until they expire, whatever became of their session. */
  revocations?: Revocations;
  /** How far this machine's clock may be behind the service's past `exp`: 0 to 120, 30 by default. */
  clockToleranceSeconds?: number;
  /** Hears why keys could not be read. Default: the console does. */
  onError?: (error: unknown) => void;
  now?: () => number;
}

export type Verification = { ok: true; claims: AccessClaims } | { ok: false; refusal: Refusal };

const ACCESS_TOKEN_TYPE = "at+jwt";

/**
 * Checks the service's access tokens (RFC 9068) without asking it: signature, algorithm, type, issuer, audience and
 * lifetime, as RFC 8725 wants them. Make one per process or isolate and keep it. Throws a TypeError or RangeError when the
 * options can't be meant.
 */
export function createVerifier(options: VerifierOptions) {
  const { issuer, audience = issuer, revocations, clockToleranceSeconds = CLOCK_TOLERANCE_SECONDS } = options;
  const { onError = console.error, now = Date.now } = options;
  if (!(clockToleranceSeconds >= 0 && clockToleranceSeconds <= CLOCK_TOLERANCE_MAX_SECONDS)) {
    throw new RangeError(`clockToleranceSeconds is 0 to ${CLOCK_TOLERANCE_MAX_SECONDS}`);
  }
  if (new URL(issuer).origin !== issuer) throw new TypeError("issuer is an origin, without a path");
  const keys = createKeySource(options.keys ?? `${issuer}/.well-known/jwks.json`, { onError, now });

  return {
    /**
     * Whose token it is, or why it is refused; never throws. With `behind`, a Worker's `waitUntil`, what has grown a little
     * old is read again without this call waiting for it.
     */
    async verifyAccessToken(token: string, behind?: Background): Promise<Verification> {
      const kid = kidOf(token);
      if (kid === null) return refuse("invalid");
      const key = await keys.find(kid, behind);
      if (key === "unavailable") return refuse("unavailable");
      if (key === "unknown") return refuse("invalid");
      const claims = await read(token, key);
      if (typeof claims === "string") return refuse(claims);
      const state = revocations ? await revocations.stateOf(claims.sessionId, behind) : "open";
      if (state === "ended") return refuse("revoked");
      if (state === "unknown") return refuse("unavailable");
      return { ok: true, claims };
    },
  };

  async function read(token: string, { key, alg }: VerificationKey): Promise<AccessClaims | Refusal> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [alg],
        issuer,
        audience,
        typ: ACCESS_TOKEN_TYPE,
        requiredClaims: ["exp", "iat", "sub", "sid"],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now()),
      });
      return claimsOf(payload) ?? "invalid";
    } catch (error) {
      if (error instanceof errors.JWTExpired) return "expired";
      if (error instanceof errors.JOSEError) return "invalid";
      throw error;
    }
  }
}

export type Verifier = ReturnType<typeof createVerifier>;

function refuse(refusal: Refusal): Verification {
  return { ok: false, refusal };
}

/** The key that a token names. What else its header offers (`jwk`, `jku`, `x5u` …) is never looked at. */
function kidOf(token: string): string | null {
  if (token.length > TOKEN_MAX_LENGTH) return null;
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === "string" ? kid : null;
  } catch {
    return null;
  }
}
