import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { describe, expect, expectTypeOf, it } from "vitest";
import { createSigner, ISSUER } from "../testing/signed-token.ts";
import { createStandIn } from "../testing/stand-in-service.ts";
import type { AccessClaims } from "./claims.ts";
import { type GenkanVariables, genkan } from "./hono.ts";
import type { VerifierOptions } from "./verifier.ts";

const signer = await createSigner();
const keys = { keys: [signer.jwk] };

function appWith(options: Partial<VerifierOptions> = {}) {
  const app = new Hono<{ Variables: GenkanVariables }>();
  app.use("/api/*", genkan({ issuer: ISSUER, keys, ...options }));
  app.get("/api/hello", (c) => {
    const claims = c.get("genkan");
    expectTypeOf(claims).toEqualTypeOf<AccessClaims>();
    return c.text(`Hello, ${claims.userId}`);
  });
  app.get("/", (c) => c.text("anyone"));
  return app;
}

async function ask(app: { request: Hono["request"] }, authorization?: string) {
  const response = await app.request("/api/hello", {
    headers: { ...(authorization !== undefined && { authorization }) },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("the middleware", () => {
  it("lets a good token through and says whose it is; other paths are none of its business", async () => {
    const app = appWith();
    const answer = await ask(app, `Bearer ${await signer.token()}`);
    expect([answer.status, answer.text]).toEqual([200, "Hello, usr_hana"]);
    expect((await ask(app, `bearer  ${await signer.token()}`)).status).toBe(200);
    expect((await app.request("/")).status).toBe(200);
  });

  it("tells who shows no token, or shows it otherwise, to bring one, and no more (RFC 6750 section 3.1)", async () => {
    const token = await signer.token();
    for (const authorization of [undefined, "", token, "Bearer", "Bearer ", `Basic ${token}`, "Bearer a b"]) {
      const { status, headers, text } = await ask(appWith(), authorization);
      expect([authorization, status, headers.get("www-authenticate")]).toEqual([
        authorization,
        401,
        "Bearer",
      ]);
      const problem = JSON.parse(text);
      expect(problem).toEqual({
        type: "urn:genkan:problem:unauthenticated",
        title: "Sign in first",
        status: 401,
        code: "unauthenticated",
        requestId: headers.get("x-request-id"),
      });
    }
    const inQuery = await appWith().request(`/api/hello?access_token=${token}`);
    expect(inQuery.status).toBe(401);
  });

  it("says what is wrong with a token in the challenge and in the problem, which nobody may cache", async () => {
    const { headers, status, text } = await ask(appWith(), `Bearer ${await signer.token({ at: 0 })}`);
    expect([status, headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer error="invalid_token", error_description="The access token expired"',
    ]);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(JSON.parse(text)).toMatchObject({ code: "unauthenticated", detail: "The access token expired" });
    const forged = await ask(appWith(), "Bearer x.y.z");
    expect([forged.status, forged.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer error="invalid_token", error_description="The access token is not valid here"',
    ]);
  });

  it("answers 503 with the time to wait, and no challenge, when keys can't be had", async () => {
    const { service, state } = createStandIn({});
    state.away = true;
    const app = appWith({ keys: service, onError: () => undefined });
    const { status, headers, text } = await ask(app, `Bearer ${await signer.token()}`);
    expect([status, headers.get("retry-after"), headers.get("www-authenticate")]).toEqual([503, "3", null]);
    expect(JSON.parse(text)).toMatchObject({ code: "unavailable", status: 503, retryAfterSeconds: 3 });
  });

  it("names the request as an earlier middleware does", async () => {
    const app = new Hono().use(requestId()).use("/api/*", genkan({ issuer: ISSUER, keys }));
    const response = await app.request("/api/x", { headers: { "x-request-id": "mine" } });
    expect(await response.json()).toMatchObject({ requestId: "mine" });
  });
});
