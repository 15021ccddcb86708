import {
  createExecutionContext,
  createScheduledController,
  evictDurableObject,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import worker from "../index.ts";
import { HEALTH_IDLE_MS, HEALTH_LISTENED_MS } from "../shared/limits.ts";
import { createLog } from "../shared/log.ts";
import { UPSTASH_TOKEN } from "../testing/upstash-stand-in.ts";
import { createVisitor, newAddress, ORIGIN, PASSWORD } from "../testing/visitor.ts";
import { createHealthClient } from "./health-client.ts";

const monitor = () => env.HEALTH_MONITOR.getByName("monitor");

/** A Worker with other bindings; the monitor object has its own. */
function serviceWith(changes: Record<string, unknown>) {
  const changed = Object.assign(Object.create(Object.getPrototypeOf(env)), env, changes) as Env;
  return async (path: string, init: RequestInit = {}) => {
    const context = createExecutionContext();
    const start = performance.now();
    const response = await worker.fetch(new Request(`${ORIGIN}${path}`, init), changed, context);
    const ms = performance.now() - start;
    const body = response.headers.get("content-type")?.includes("json") ? await response.json() : null;
    await waitOnExecutionContext(context);
    return { status: response.status, headers: response.headers, body, ms };
  };
}

/** A monitor that isn't the real one, as a binding. */
const bindingOf = (object: object) => ({ HEALTH_MONITOR: { getByName: () => object } });

const component = (status: string, latencyMs: unknown = expect.any(Number)) => ({
  status,
  latencyMs,
  checkedAt: expect.stringMatching(/^\d{4}-.*Z$/),
});
const well = {
  database: component("ok"),
  redis: component("disabled", null),
  mail: component("ok", 0),
  realtime: component("ok"),
};

const alarmIn = (stub: DurableObjectStub) =>
  runInDurableObject(stub, async (_, { storage }) => ((await storage.getAlarm()) ?? Number.NaN) - Date.now());
const hubsOf = (stub: DurableObjectStub) =>
  runInDurableObject(stub, (_, { storage }) =>
    [...storage.kv.list({ prefix: "hub:" })].map(([key]) => key.slice(4)),
  );

beforeEach(() => void vi.spyOn(console, "log").mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

describe("the monitor object", () => {
  it("asks before its first answer, and again by alarm", async () => {
    const fresh = env.HEALTH_MONITOR.getByName("fresh");
    const first = await fresh.state(60_000);
    expect(first).toEqual({
      status: "ok",
      components: well,
      changedAt: expect.any(String),
      changes: [],
    });
    const left = await alarmIn(fresh);
    expect(left).toBeGreaterThan(HEALTH_IDLE_MS - 5_000);
    expect(left).toBeLessThanOrEqual(HEALTH_IDLE_MS);

    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await runDurableObjectAlarm(fresh)).toBe(true);
    const second = await fresh.state(60_000);
    expect(second.components.database.checkedAt > first.components.database.checkedAt).toBe(true);
    expect([second.changedAt, second.changes]).toEqual([first.changedAt, []]);
    expect(await alarmIn(fresh)).toBeGreaterThan(HEALTH_IDLE_MS - 5_000);
  });

  it("knows after an eviction who listens and how things were, and keeps its pace", async () => {
    const stub = env.HEALTH_MONITOR.getByName("evicted");
    const hub = createHealthClient({
      monitor: () => stub,
      probes: { database: "ok", redis: "ok", mail: "ok", realtime: "ok" },
      suspicions: new Map(),
      now: () => new Date(),
      log: createLog({}),
    });
    const joined = await hub.join("hub:test:1");
    expect(joined).toEqual({ status: "ok", components: well, changedAt: expect.any(String) });
    await hub.join("hub:test:2");
    await evictDurableObject(stub);
    expect(await hubsOf(stub)).toEqual(["hub:test:1", "hub:test:2"]);
    expect((await stub.state(60_000)).changedAt).toBe(joined.changedAt);
    await hub.leave("hub:test:2");
    await runDurableObjectAlarm(stub);
    expect(await alarmIn(stub)).toBeLessThanOrEqual(HEALTH_LISTENED_MS);
    expect(await alarmIn(stub)).toBeGreaterThan(0);
    await hub.leave("hub:test:1");
    await evictDurableObject(stub);
    await runDurableObjectAlarm(stub);
    expect(await hubsOf(stub)).toEqual([]);
    expect(await alarmIn(stub)).toBeGreaterThan(HEALTH_LISTENED_MS);
  });

  it("that lost its alarm is woken by the schedule", async () => {
    await monitor().state(1_000);
    await runInDurableObject(monitor(), (_, { storage }) => storage.deleteAlarm());
    const context = createExecutionContext();
    await worker.scheduled(createScheduledController(), env, context);
    await waitOnExecutionContext(context);
    expect(await alarmIn(monitor())).toBeGreaterThan(0);
  });
});

describe("GET /readyz", () => {
  it("says how each component is", async () => {
    const { status, headers, body } = await createVisitor().get("/readyz");
    expect([status, body]).toEqual([200, { status: "ok", components: well }]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("retry-after")).toBeNull();
  });
});

describe("GET /api/status", () => {
  it("says the same with the day's changes, to everybody, and may be kept for five seconds", async () => {
    const { status, headers, body } = await createVisitor().get("/api/status", {
      origin: "https://status.example",
    });
    expect([status, body]).toEqual([200, { status: "ok", components: well, changes: [] }]);
    expect(headers.get("cache-control")).toBe("public, max-age=5");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("without the monitor", () => {
  const away = bindingOf({ state: () => Promise.reject(new Error("the object is overloaded")) });
  const hanging = bindingOf({ state: () => new Promise(() => {}) });

  it.each([
    ["away", away],
    ["silent", hanging],
  ])("(%s) the realtime side is down: 503 within five seconds", async (_, changes) => {
    const service = serviceWith(changes);
    const components = { ...well, realtime: component("down") };
    const [ready, status] = await Promise.all([service("/readyz"), service("/api/status")]);
    expect([ready.status, ready.body]).toEqual([503, { status: "down", components }]);
    expect([status.status, status.body]).toEqual([503, { status: "down", components, changes: [] }]);
    expect([ready, status].map(({ headers }) => headers.get("retry-after"))).toEqual(["4", "4"]);
    expect(ready.ms).toBeLessThan(5_000);
    expect((await service("/healthz")).status).toBe(200);
  });

  it("nobody asks Resend, and nobody claims that it is well", async () => {
    const resend = { RESEND_API_KEY: "re_test", RESEND_BASE_URL: "http://127.0.0.1:9" };
    const { body } = await serviceWith({ ...away, ...resend })("/readyz");
    expect(body).toMatchObject({ components: { mail: component("degraded") } });
  });
});

describe("a request that meets a failure", () => {
  const broken = {
    withSession: () => ({
      prepare: () => ({
        bind: () => ({ raw: () => Promise.reject(new Error("D1_ERROR: Network connection lost.")) }),
      }),
    }),
  };
  const logIn = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identifier: "somebody@example.com", password: PASSWORD }),
  };

  it("has the monitor look at the database, once a second at most", async () => {
    const suspected: string[] = [];
    const listening = bindingOf({ suspect: async (name: string) => void suspected.push(name) });
    const service = serviceWith({ DB: broken, ...listening });
    const answers = await Promise.all(Array.from({ length: 10 }, () => service("/api/auth/login", logIn)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(503));
    expect(suspected).toEqual(["database"]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await service("/api/auth/login", logIn);
    expect(suspected).toEqual(["database", "database"]);
    expect((await service("/api/me")).status).toBe(401);
    expect(suspected).toHaveLength(2);
  });

  it.each([
    ["is away", { suspect: () => Promise.reject(new Error("overloaded")) }],
    ["is silent", { suspect: () => new Promise(() => {}) }],
  ])("gets its answer all the same, and as soon, when the monitor %s", async (_, object) => {
    const { status, body, ms } = await serviceWith({ DB: broken, ...bindingOf(object) })(
      "/api/auth/login",
      logIn,
    );
    expect([status, body]).toMatchObject([503, { code: "unavailable" }]);
    expect(ms).toBeLessThan(2_000);
  });

  it("of Resend has it look at mail", async () => {
    const suspected: string[] = [];
    await fetch(`${inject("resendControl")}/behave`, {
      method: "POST",
      body: JSON.stringify({ kind: "error", status: 500, name: "internal_server_error" }),
    });
    const service = serviceWith({
      RESEND_API_KEY: "re_test",
      RESEND_BASE_URL: inject("resendUrl"),
      ...bindingOf({ suspect: async (name: string) => void suspected.push(name) }),
    });
    const { status } = await service("/api/auth/signup", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: newAddress(), password: PASSWORD }),
    });
    expect([status, suspected]).toEqual([202, ["mail"]]);
  });

  it("of Redis has it look at Redis", async () => {
    const suspected: string[] = [];
    const service = serviceWith({
      UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9",
      UPSTASH_REDIS_REST_TOKEN: UPSTASH_TOKEN,
      ...bindingOf({ suspect: async (name: string) => void suspected.push(name) }),
    });
    const { status } = await service("/api/auth/magic-link/send", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: newAddress() }),
    });
    expect([status, suspected]).toEqual([202, ["redis"]]);
  });

  it("of a hub has it look at the realtime side", async () => {
    const suspected: string[] = [];
    const service = serviceWith({
      HUB: { getByName: () => ({ fetch: () => Promise.reject(new Error("overloaded")) }) },
      ...bindingOf({ suspect: async (name: string) => void suspected.push(name) }),
    });
    const { status } = await service("/ws/health", { headers: { upgrade: "websocket" } });
    expect([status, suspected]).toEqual([503, ["realtime"]]);
  });
});
