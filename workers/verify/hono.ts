import type { Context, MiddlewareHandler } from "hono";
import { bearerToken } from "./bearer.ts";
import type { AccessClaims } from "./claims.ts";
import { refusalResponse } from "./problem.ts";
import type { Background } from "./renewal.ts";
import { createVerifier, type VerifierOptions } from "./verifier.ts";

/** For `new Hono<{ Variables: GenkanVariables }>()`, so that `c.get("genkan")` has its type everywhere. */
export interface GenkanVariables {
  genkan: AccessClaims;
}

/**
 * Lets requests through that carry an access token of the service as `Authorization: Bearer`, and says whose it is in
 * `c.get("genkan")`. Others are answered 401, or 503 when nobody can tell. Its `requestId`, if an earlier middleware has
 * set one, is in the answer.
 */
export function genkan(options: VerifierOptions): MiddlewareHandler<{ Variables: GenkanVariables }> {
  const verifier = createVerifier(options);
  return async (c, next) => {
    const token = bearerToken(c.req.header("authorization"));
    if (token === null) return refusalResponse("missing", requestIdOf(c));
    const result = await verifier.verifyAccessToken(token, backgroundOf(c));
    if (!result.ok) return refusalResponse(result.refusal, requestIdOf(c));
    c.set("genkan", result.claims);
    return next();
  };
}

function requestIdOf(c: Context): string {
  const given: unknown = c.get("requestId");
  return typeof given === "string" ? given : crypto.randomUUID();
}

/** Only Workers have one: elsewhere Hono throws. */
function backgroundOf(c: Context): Background | undefined {
  try {
    const context = c.executionCtx;
    return (work) => context.waitUntil(work);
  } catch {
    return undefined;
  }
}
