import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MINUTE, SECOND } from "../shared/time.ts";
import { startCounting } from "../testing/counted.ts";
import { openDatabase } from "../testing/open-database.ts";
import { serviceWith } from "../testing/service-with.ts";
import { bearer, closeAll, connect, hubsSettle, type TestSocket } from "../testing/socket.ts";
import { createVisitor, PASSWORD, signUp } from "../testing/visitor.ts";
import { hubName } from "./hub-name.ts";

const opened: TestSocket[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
  closeAll(opened);
});

afterAll(hubsSettle);

/** Somebody with a program, whose hub sleeps until it is called. */
async function somebody() {
  const { email, user } = await signUp(createVisitor());
  const hub = env.HUB.getByName(hubName("local", user.id));
  const logIn = async () => {
    const login = { identifier: email, password: PASSWORD, delivery: "token" };
    return (await createVisitor().post("/api/auth/login", login)).body;
  };
  const { tokens, session } = await logIn();
  let { accessToken, refreshToken } = tokens as { accessToken: string; refreshToken: string };
  return {
    session,
    hub,
    logIn,
    token: () => accessToken,
    refresh: async () => {
      const { body } = await createVisitor().post("/api/auth/refresh", { refreshToken });
      ({ accessToken, refreshToken } = body.tokens);
      return accessToken;
    },
    ticket: async () =>
      (await createVisitor().post("/api/auth/ws-ticket", undefined, bearer(accessToken))).body.ticket,
    open: async () => {
      const socket = await connect("/ws", bearer(accessToken));
      opened.push(socket);
      const { payload } = await socket.next("connected");
      return { socket, expiresAt: Date.parse(payload.expiresAt) };
    },
    sleep: () => evictDurableObject(hub),
    wake: () => runDurableObjectAlarm(hub),
  };
}

/** The other end has dealt with all that was sent before. */
async function settled(socket: TestSocket) {
  socket.send({ type: "echo", payload: "settled" });
  await socket.next("echo");
}

describe("a deadline", () => {
  it("is warned of a minute ahead, once, and closes with 4401 ten seconds late, asleep in between or not", async () => {
    const { open, sleep, wake } = await somebody();
    const { socket, expiresAt } = await open();
    vi.setSystemTime(expiresAt - MINUTE - 1);
    await wake();
    await settled(socket);
    expect(socket.count("token_expiring")).toBe(0);
    await sleep();
    vi.setSystemTime(expiresAt - MINUTE);
    await wake();
    expect((await socket.next("token_expiring")).payload).toEqual({
      expiresAt: new Date(expiresAt).toISOString(),
      expiresIn: 60,
    });
    await sleep();
    vi.setSystemTime(expiresAt - 1);
    await wake();
    await settled(socket);
    vi.setSystemTime(expiresAt + 10 * SECOND - 1);
    await wake();
    expect(socket.isOpen()).toBe(true);
    await sleep();
    vi.setSystemTime(expiresAt + 10 * SECOND);
    await wake();
    expect(await socket.closed()).toMatchObject({ code: 4401 });
    expect(socket.count("token_expiring")).toBe(0);
  });

  it("is counted when it passes", async () => {
    const { open, wake } = await somebody();
    const { socket, expiresAt } = await open();
    const counted = await startCounting();
    vi.setSystemTime(expiresAt + 10 * SECOND);
    await wake();
    await socket.closed();
    await expect.poll(counted, { timeout: 5_000 }).toMatchObject({
      "ws_events expired": 1,
      "ws_events closed": 1,
    });
  });

  it("leaves ten seconds in which nothing is answered but the text ping and a new token", async () => {
    const { open, refresh, session } = await somebody();
    const { socket, expiresAt } = await open();
    vi.setSystemTime(expiresAt + 9 * SECOND);
    const token = await refresh();
    socket.send({ type: "ping" });
    socket.send({ type: "echo", payload: 1 });
    socket.send("{");
    socket.send({ type: "nothing" });
    socket.send("ping");
    await socket.text("pong");
    socket.send({ type: "reauth", access: "x" });
    expect((await socket.next("error")).payload.code).toBe("unauthenticated");
    expect(
      socket.frames.filter((frame) => typeof frame === "string" || frame.type !== "token_expiring"),
    ).toEqual([]);
    socket.send({ type: "reauth", access: token });
    const { payload } = await socket.next("reauth_success");
    expect(Date.parse(payload.expiresAt)).toBeGreaterThan(Date.now() + 290 * SECOND);
    await settled(socket);
    expect(session.id).toMatch(/^ses_/);
  });

  it("is over after that: what comes then closes, alarm or no alarm", async () => {
    const { open, refresh } = await somebody();
    const { socket, expiresAt } = await open();
    vi.setSystemTime(expiresAt + 10 * SECOND);
    socket.send({ type: "reauth", access: await refresh() });
    expect(await socket.closed()).toMatchObject({ code: 4401 });
    expect(socket.count("reauth_success")).toBe(0);
  });

  it("comes by itself", async () => {
    vi.useRealTimers();
    const service = serviceWith({ ACCESS_TOKEN_TTL: "5s" });
    const visitor = createVisitor();
    const { email } = await signUp(visitor);
    const response = await service("/api/auth/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ identifier: email, password: PASSWORD, delivery: "token" }),
    });
    const { tokens }: { tokens: { accessToken: string } } = await response.json();
    const socket = await connect("/ws", bearer(tokens.accessToken));
    opened.push(socket);
    const { payload } = await socket.next("connected");
    const expiresAt = Date.parse(payload.expiresAt);
    await socket.next("token_expiring", 8_000);
    expect(Math.abs(Date.now() - (expiresAt - 1_000))).toBeLessThan(900);
    expect(await socket.closed(16_000)).toMatchObject({ code: 4401 });
    expect(Math.abs(Date.now() - (expiresAt + 10_000))).toBeLessThan(900);
  });
});

describe("a new token", () => {
  it("moves the deadline, and is warned of in turn", async () => {
    const { open, refresh, sleep, wake } = await somebody();
    const { socket, expiresAt } = await open();
    vi.setSystemTime(expiresAt - 30 * SECOND);
    await wake();
    await socket.next("token_expiring");
    socket.send({ type: "reauth", access: await refresh() });
    const moved = Date.parse((await socket.next("reauth_success")).payload.expiresAt);
    expect(moved).toBeGreaterThan(expiresAt + 4 * MINUTE);
    vi.setSystemTime(expiresAt + 10 * SECOND);
    await wake();
    await settled(socket);
    await sleep();
    vi.setSystemTime(moved - MINUTE);
    await wake();
    expect((await socket.next("token_expiring")).payload.expiresAt).toBe(new Date(moved).toISOString());
  });

  it("may be a ticket, which is used up by it", async () => {
    const { open, ticket, refresh } = await somebody();
    const { socket, expiresAt } = await open();
    vi.setSystemTime(expiresAt - 10 * SECOND);
    await refresh();
    const text = await ticket();
    socket.send({ type: "reauth", ticket: text });
    const { payload } = await socket.next("reauth_success");
    expect(Date.parse(payload.expiresAt)).toBeGreaterThan(expiresAt + 4 * MINUTE);
    socket.send({ type: "reauth", ticket: text });
    expect((await socket.next("error")).payload.code).toBe("unauthenticated");
  });

  it("that is the same one again is not warned of twice", async () => {
    const { open, token, wake } = await somebody();
    const { socket, expiresAt } = await open();
    vi.setSystemTime(expiresAt - 30 * SECOND);
    await wake();
    await socket.next("token_expiring");
    socket.send({ type: "reauth", access: token() });
    await socket.next("reauth_success");
    await wake();
    await settled(socket);
    expect(socket.count("token_expiring")).toBe(0);
  });

  it("of another user, or of another session, closes with 4403", async () => {
    const [me, other] = [await somebody(), await somebody()];
    const mine = await me.logIn();
    for (const proof of [
      { access: other.token() },
      { ticket: await other.ticket() },
      { access: mine.tokens.accessToken },
    ]) {
      const { socket } = await me.open();
      socket.send({ type: "reauth", ...proof });
      expect(await socket.closed()).toMatchObject({ code: 4403 });
      expect(socket.count("reauth_success")).toBe(0);
    }
  });

  it("that nobody can check closes with 1012: come again, it is none of the client's doing", async () => {
    const { open, token, hub } = await somebody();
    const { socket } = await open();
    const database = {
      prepare() {
        throw new Error("D1 is away");
      },
    };
    const DB = { withSession: () => database };
    const away = Object.assign(Object.create(Object.getPrototypeOf(env)), env, { DB });
    await runInDurableObject(hub, (instance) => Reflect.set(instance, "env", away));
    socket.send({ type: "reauth", access: token() });
    expect(await socket.closed()).toMatchObject({ code: 1012 });
    expect(socket.count("error")).toBe(0);
    await runInDurableObject(hub, (instance) => Reflect.set(instance, "env", env));
  });

  it("of a session that has ended is bad, told of its end or not", async () => {
    const { open, token, session } = await somebody();
    const { socket } = await open();
    const { orm, tables } = openDatabase();
    await orm.update(tables.sessions).set({ endedAt: new Date() }).where(eq(tables.sessions.id, session.id));
    socket.send({ type: "reauth", access: token() });
    expect((await socket.next("error")).payload.code).toBe("unauthenticated");
    expect(socket.isOpen()).toBe(true);
  });

  it("that is bad leaves the old deadline: expired, forged, or a refresh token", async () => {
    const { open, token, refresh, wake } = await somebody();
    const { socket, expiresAt } = await open();
    const first = token();
    const second = await refresh();
    for (const access of [`${second.slice(0, -3)}AAA`, "gkr_x", "", "a.b.c", first.replace("e", "E")]) {
      socket.send({ type: "reauth", access });
      expect((await socket.next("error")).payload.code).toBe("unauthenticated");
    }
    vi.setSystemTime(expiresAt + SECOND);
    socket.send({ type: "reauth", access: first });
    expect((await socket.next("error")).payload.code).toBe("unauthenticated");
    vi.setSystemTime(expiresAt + 10 * SECOND);
    await wake();
    expect(await socket.closed()).toMatchObject({ code: 4401 });
  });
});
