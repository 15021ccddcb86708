import { createRoute, z } from "@hono/zod-openapi";
import { answer, createRouter } from "../shared/http.ts";
import { JWKS_MAX_AGE_SECONDS } from "../shared/limits.ts";
import { fails } from "../shared/problem.ts";

const Jwks = z.object({
  keys: z.array(
    z
      .object({ kid: z.string(), alg: z.string(), use: z.literal("sig"), kty: z.string() })
      .catchall(z.string()),
  ),
});

const jwks = createRoute({
  method: "get",
  path: "/.well-known/jwks.json",
  tags: ["sessions"],
  summary: "The public keys of access tokens (RFC 7517)",
  responses: { 200: answer("The key set", Jwks), ...fails("unavailable") },
});

/** Public members only, by name: a private one can't slip out with the rest. */
const PUBLIC_MEMBERS = ["crv", "x", "y", "n", "e"] as const;

export const jwksRoutes = createRouter().openapi(jwks, async (c) => {
  const keys = await c.get("services").keys.publicKeys();
  const set = keys.map(({ kid, alg, jwk }) => {
    const members = PUBLIC_MEMBERS.flatMap((name) =>
      jwk[name] === undefined ? [] : [[name, jwk[name]] as const],
    );
    return { kid, alg, use: "sig" as const, kty: jwk.kty ?? "", ...Object.fromEntries(members) };
  });
  return c.json({ keys: set }, 200, { "Cache-Control": `public, max-age=${JWKS_MAX_AGE_SECONDS}` });
});
