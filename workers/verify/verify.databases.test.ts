import { createExecutionContext, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { FEED_TOKEN } from "../testing/feed.ts";
import { OPERATOR } from "../testing/operator.ts";
import { times } from "../testing/times.ts";
import { createVisitor, ORIGIN, PASSWORD, signUp } from "../testing/visitor.ts";
import { type GenkanVariables, genkan } from "./hono.ts";
import { createRevocations } from "./revocations.ts";
import type { Service } from "./service.ts";
import { createVerifier } from "./verifier.ts";

/** A binding to the service itself, as a resource server's Worker has one. */
const service = exports.default;

function resourceServer() {
  const app = new Hono<{ Variables: GenkanVariables }>();
  const revocations = createRevocations({ source: service, token: FEED_TOKEN });
  app.use("/api/*", genkan({ issuer: ORIGIN, keys: service, revocations }));
  app.get("/api/hello", (c) => c.json(c.get("genkan")));
  return async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const context = createExecutionContext();
    const response = await app.request("/api/hello", { headers }, env, context);
    // biome-ignore lint/suspicious/noExplicitAny: tests read whatever an answer holds
    return { status: response.status, body: (await response.json()) as any };
  };
}

async function signedIn() {
  const visitor = createVisitor();
  const { email, user } = await signUp(visitor);
  const { body } = await createVisitor().post("/api/auth/login", {
    identifier: email,
    password: PASSWORD,
    delivery: "token",
  });
  const token = body.tokens.accessToken as string;
  return {
    visitor,
    user,
    session: body.session,
    token,
    post: (path: string) => createVisitor().post(path, undefined, { authorization: `Bearer ${token}` }),
  };
}

/** In an object, which is to workerd what a request of its own is: its timers and connections are no other's. */
function inRequest<T>(name: string, act: (state: DurableObjectState) => Promise<T>): Promise<T> {
  return runInDurableObject(env.LIMITER.getByName(`verify ${name}`), (_, state) => act(state));
}

/** Milliseconds until a token is refused, asking all the time, as a busy server is asked. */
async function refusedAfter(hello: ReturnType<typeof resourceServer>, token: string) {
  const start = Date.now();
  for (;;) {
    const { status, body } = await hello(token);
    if (status !== 200) return { elapsed: Date.now() - start, status, detail: body.detail };
    if (Date.now() - start > 10_000) throw new Error("accepted for ten seconds");
    await scheduler.wait(20);
  }
}

describe("a server that takes the service's tokens", () => {
  it("knows who sent one, with the keys it read through its binding", async () => {
    const { token, user, session } = await signedIn();
    const { status, body } = await resourceServer()(token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      userId: user.id,
      sessionId: session.id,
      methods: ["pwd"],
      scope: "account",
    });
    const minutes = (Date.parse(body.expiresAt) - Date.parse(body.issuedAt)) / 60_000;
    expect(minutes).toBe(5);
  });

  it("refuses it within two seconds of the end of its session, however that ended", async () => {
    const hello = resourceServer();
    const ends: ((one: Awaited<ReturnType<typeof signedIn>>) => Promise<{ status: number }>)[] = [
      ({ post }) => post("/api/auth/logout"),
      ({ post }) => post("/api/auth/logout-all"),
      ({ visitor, session }) => visitor.send("DELETE", `/api/me/sessions/${session.id}`),
      ({ user }) => createVisitor().post(`/api/admin/users/${user.id}/disable`, undefined, OPERATOR),
    ];
    for (const end of ends) {
      const one = await signedIn();
      const other = await signedIn();
      expect((await hello(one.token)).status).toBe(200);
      expect((await end(one)).status).toBe(204);
      const { elapsed, ...refused } = await refusedAfter(hello, one.token);
      expect(refused).toEqual({ status: 401, detail: "The session has ended" });
      expect(elapsed).toBeLessThan(2_000);
      expect((await hello(other.token)).status).toBe(200);
    }
  });

  it("refuses one that ended before the server came up", async () => {
    const { token, post } = await signedIn();
    await post("/api/auth/logout");
    expect(await resourceServer()(token)).toMatchObject({
      status: 401,
      body: { detail: "The session has ended" },
    });
  });

  it("refuses what is no access token of the service", async () => {
    const { token, visitor } = await signedIn();
    const refresh = visitor.cookies.get("genkan_rt") ?? "none";
    for (const wrong of [refresh, `${token.slice(0, -4)}AAAA`]) {
      expect((await resourceServer()(wrong)).status).toBe(401);
    }
    const elsewhere = createVerifier({ issuer: ORIGIN, audience: "https://other.example", keys: service });
    expect(await elsewhere.verifyAccessToken(token)).toEqual({ ok: false, refusal: "invalid" });
  });

  it("serves many requests at once", async () => {
    const { token, post } = await signedIn();
    const revocations = createRevocations({ source: service, token: FEED_TOKEN });
    const verifier = createVerifier({ issuer: ORIGIN, keys: service, revocations });
    const verify = (name: number) => inRequest(`many ${name}`, () => verifier.verifyAccessToken(token));
    const cold = await times(20, verify);
    expect(cold.map(({ ok }) => ok)).toEqual(Array.from({ length: 20 }, () => true));
    await post("/api/auth/logout");
    await scheduler.wait(1_600);
    const old = await times(20, verify);
    expect(old).toEqual(Array.from({ length: 20 }, () => ({ ok: false, refusal: "revoked" })));
  });

  it("doesn't hang when the request that reads for all is cut off", async () => {
    const { token } = await signedIn();
    const asked = { count: 0 };
    const slow: Service = {
      async fetch(address, init) {
        asked.count += 1;
        if (asked.count === 1) await scheduler.wait(10_000);
        return service.fetch(address, init);
      },
    };
    const revocations = createRevocations({ source: slow, token: FEED_TOKEN });
    const verifier = createVerifier({ issuer: ORIGIN, keys: service, revocations });
    const cutOff = inRequest("cut off", async (state) => {
      void verifier.verifyAccessToken(token);
      while (asked.count === 0) await scheduler.wait(10);
      state.abort("cut off");
    });
    await expect(cutOff).rejects.toThrow("cut off");
    const answers = await times(5, (name) =>
      inRequest(`after ${name}`, () => verifier.verifyAccessToken(token)),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(asked.count).toBe(2);
  });
});
