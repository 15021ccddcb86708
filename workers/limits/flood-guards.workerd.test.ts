import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import worker from "../index.ts";
import { hubsSettle } from "../testing/socket.ts";
import { createVisitor, ORIGIN, PASSWORD, signUp } from "../testing/visitor.ts";

const MINUTE_MS = 60_000;
/** Longer than a test here takes. */
const ROOM_MS = 25_000;
const TIMEOUT_MS = 2 * MINUTE_MS;

function serviceWith(changes: Record<string, unknown>) {
  const changed = Object.assign(Object.create(Object.getPrototypeOf(env)), env, changes) as Env;
  return async (path: string, headers: Record<string, string> = {}, body?: object) => {
    const context = createExecutionContext();
    const request = new Request(`${ORIGIN}${path}`, {
      method: body ? "POST" : "GET",
      headers: { ...(body && { "content-type": "application/json" }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await worker.fetch(request, changed, context);
    await waitOnExecutionContext(context);
    return response;
  };
}

const strict = serviceWith({ LIMIT_SCALE: "1" });
const KEYS = "/.well-known/jwks.json";

let last = 0;
const client = () => ({ "cf-connecting-ip": `192.0.2.${last++}` });

async function refreshToken(): Promise<string> {
  const { email } = await signUp(createVisitor());
  const signedIn = await createVisitor().post("/api/auth/login", {
    identifier: email,
    password: PASSWORD,
    delivery: "token",
  });
  return signedIn.body.tokens.refreshToken;
}

/** How often each status came. */
async function tally(times: number, send: () => Promise<Response>): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let sent = 0; sent < times; sent += 25) {
    const wave = Array.from({ length: Math.min(25, times - sent) }, send);
    for (const { status } of await Promise.all(wave)) counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

beforeEach(async () => {
  // The platform's stand-in counts by the minutes of the clock.
  const left = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (left < ROOM_MS) await scheduler.wait(left);
}, MINUTE_MS);

afterEach(() => vi.restoreAllMocks());
afterAll(hubsSettle);

describe("the flood guards", () => {
  it(
    "let a client ask 600 times a minute, and then nothing that costs anything",
    async () => {
      const from = client();
      const token = await refreshToken();
      expect(await tally(600, () => strict(KEYS, from))).toEqual({ 200: 600 });
      const disguised = { ...from, "x-forwarded-for": "203.0.113.1", "x-real-ip": "203.0.113.1" };
      const refused = await strict(KEYS, disguised);
      expect(await refused.json()).toMatchObject({
        status: 429,
        code: "rate_limited",
        retryAfterSeconds: 60,
      });
      expect(refused.headers.get("retry-after")).toBe("60");

      const statuses = async (headers: Record<string, string>, ...paths: string[]) =>
        Promise.all(paths.map(async (path) => (await strict(path, headers)).status));
      expect(await statuses(from, "/api/me", "/openapi.json", "/docs")).toEqual([429, 429, 429]);
      expect((await strict("/api/auth/login", from, { identifier: "a", password: "b" })).status).toBe(429);
      expect((await strict("/api/auth/refresh", from, { refreshToken: "gkr_garbage" })).status).toBe(429);
      expect((await strict("/api/auth/refresh", from, { refreshToken: token })).status).toBe(200);
      expect(await statuses(from, "/healthz", "/", "/api/nothing", "/__dev/mail?to=x")).toEqual([
        200, 200, 404, 200,
      ]);
      expect((await strict("/api/auth/login", { ...from, origin: "https://evil.example" }, {})).status).toBe(
        403,
      );
      expect(await statuses(client(), KEYS)).toEqual([200]);
    },
    TIMEOUT_MS,
  );

  it(
    "count what costs nothing for nobody",
    async () => {
      const from = client();
      for (const path of ["/healthz", "/", "/api/nothing"]) await tally(250, () => strict(path, from));
      expect((await strict(KEYS, from)).status).toBe(200);
    },
    TIMEOUT_MS,
  );

  it(
    "count all addresses of one IPv6 subscriber together",
    async () => {
      let n = 0;
      const sameNetwork = () => ({ "cf-connecting-ip": `2001:db8:7:7:${(n++).toString(16)}::1` });
      expect(await tally(601, () => strict(KEYS, sameNetwork()))).toEqual({ 200: 600, 429: 1 });
      expect((await strict(KEYS, { "cf-connecting-ip": "2001:db8:7:8::1" })).status).toBe(200);
    },
    TIMEOUT_MS,
  );

  it.each([
    ["/ws", { authorization: "Bearer nonsense" }, 401],
    ["/ws/health", {}, 101],
  ])(
    "let a client connect to %s 60 times a minute, whatever comes of it",
    async (path, headers, status) => {
      const from = client();
      const connect = async (address = from) => {
        const response = await strict(path, { ...address, ...headers, upgrade: "websocket" });
        response.webSocket?.accept();
        response.webSocket?.close(1000);
        return response;
      };
      expect(await tally(61, () => connect())).toEqual({ [status]: 60, 429: 1 });
      const refused = await connect();
      expect(await refused.json()).toMatchObject({ code: "rate_limited", retryAfterSeconds: 60 });
      // What needs no guard, and what has one of its own.
      expect((await strict(path, from)).status).toBe(426);
      expect((await strict(KEYS, from)).status).toBe(200);
      expect((await connect(client())).status).toBe(status);
    },
    TIMEOUT_MS,
  );

  it(
    "let a session refresh 60 times a minute, wherever it comes from",
    async () => {
      const [token, another] = [await refreshToken(), await refreshToken()];
      const refresh = (refreshToken: string) => strict("/api/auth/refresh", client(), { refreshToken });
      expect(await tally(61, () => refresh(token))).toEqual({ 200: 60, 429: 1 });
      const refused = await refresh(token);
      expect(await refused.json()).toMatchObject({ code: "rate_limited", retryAfterSeconds: 60 });
      expect(refused.headers.get("retry-after")).toBe("60");
      expect(refused.headers.getSetCookie()).toEqual([]);
      const byCookie = { ...client(), cookie: `genkan_rt=${token}` };
      expect((await strict("/api/auth/refresh", byCookie, {})).status).toBe(429);
      expect((await refresh(another)).status).toBe(200);
    },
    TIMEOUT_MS,
  );

  it(
    "are off for load tests",
    async () => {
      const loose = serviceWith({ LIMIT_SCALE: "2" });
      const from = client();
      const token = await refreshToken();
      expect(await tally(601, () => loose(KEYS, from))).toEqual({ 200: 601 });
      expect(await tally(61, () => loose("/api/auth/refresh", from, { refreshToken: token }))).toEqual({
        200: 61,
      });
    },
    TIMEOUT_MS,
  );

  it("are open, and say so once, where their bindings are missing", async () => {
    const lines = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const bare = serviceWith({ LIMIT_SCALE: "1", REQUEST_GUARD: undefined });
    for (let n = 0; n < 3; n++) expect((await bare(KEYS, client())).status).toBe(200);
    const warnings = lines.mock.calls.flat().filter((line) => line.includes("a flood guard is open"));
    expect(warnings).toHaveLength(1);
    expect(JSON.parse(warnings[0] ?? "")).toMatchObject({ level: "warn", guard: "request" });
  });
});
