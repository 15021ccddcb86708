import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "../testing/open-database.ts";
import { serviceWith } from "../testing/service-with.ts";
import {
  bearer,
  browser,
  closeAll,
  connect,
  hubsSettle,
  type TestSocket,
  upgrade,
} from "../testing/socket.ts";
import {
  type Answer,
  createVisitor,
  mailedToken,
  mailTo,
  newAddress,
  PASSWORD,
  signUp,
  type TestVisitor,
} from "../testing/visitor.ts";
import { hubName } from "./hub-name.ts";

/** CONTRACT: within 2 s of the act. */
const IN_TIME_MS = 2_000;
const opened: TestSocket[] = [];

afterEach(() => {
  vi.useRealTimers();
  closeAll(opened);
});

afterAll(hubsSettle);

async function open(headers: Record<string, string>) {
  const socket = await connect("/ws", headers);
  opened.push(socket);
  await socket.next("connected");
  return socket;
}

/** Somebody with a browser and a program, a socket open in each, and a stranger with one. */
async function somebody() {
  const visitor = createVisitor();
  const { email, user, session } = await signUp(visitor);
  const login = { identifier: email, password: PASSWORD, delivery: "token" };
  const { body } = await createVisitor().post("/api/auth/login", login);
  const stranger = createVisitor();
  await signUp(stranger);
  const sockets = {
    browser: await open(browser(visitor)),
    program: await open(bearer(body.tokens.accessToken)),
    stranger: await open(browser(stranger)),
  };
  // What their own coming caused is over.
  await sockets.browser.next("sessions_changed");
  await scheduler.wait(1_100);
  for (const { frames } of Object.values(sockets)) frames.length = 0;
  return {
    ...sockets,
    visitor,
    email,
    user,
    session,
    programSession: body.session,
    tokens: body.tokens,
    login,
    hub: env.HUB.getByName(hubName("local", user.id)),
  };
}

type Somebody = Awaited<ReturnType<typeof somebody>>;

async function revoked(socket: TestSocket, reason: string) {
  expect(await socket.next("session_revoked", IN_TIME_MS)).toEqual({
    type: "session_revoked",
    payload: { reason },
  });
  expect(await socket.closed()).toMatchObject({ code: 4403 });
}

/** Still open, and nothing was said to it. */
async function untouched(socket: TestSocket) {
  socket.send({ type: "echo", payload: 1 });
  await socket.next("echo");
  expect(socket.frames).toEqual([]);
}

const sessionsOf = async (visitor: { get: TestVisitor["get"] }, headers?: Record<string, string>) => {
  const { body } = await visitor.get("/api/auth/verify", headers);
  return body.session.online as boolean;
};

async function hubOf(sessionId: string): Promise<string | null> {
  const { orm, tables } = openDatabase();
  const [row] = await orm.select().from(tables.sessions).where(eq(tables.sessions.id, sessionId));
  return row?.hub ?? null;
}

const ok = (answer: Answer) => expect(answer.status).toBeLessThan(300);
const answered = async (calling: Promise<Answer>) => ok(await calling);

describe("a session that ends takes its sockets with it, within 2 s, and tells the user's others:", () => {
  it("by signing out", async () => {
    const one = await somebody();
    await answered(one.visitor.post("/api/auth/logout"));
    await revoked(one.browser, "logout");
    await one.program.next("sessions_changed", IN_TIME_MS);
    await untouched(one.program);
    await untouched(one.stranger);
  });

  it("by signing out everywhere", async () => {
    const one = await somebody();
    await answered(one.visitor.post("/api/auth/logout-all"));
    await Promise.all([revoked(one.browser, "logout_all"), revoked(one.program, "logout_all")]);
    await untouched(one.stranger);
  });

  it("by the reuse of a refresh token", async () => {
    const one = await somebody();
    const refresh = (refreshToken: string) => createVisitor().post("/api/auth/refresh", { refreshToken });
    const { body } = await refresh(one.tokens.refreshToken);
    await answered(refresh(body.tokens.refreshToken));
    expect((await refresh(one.tokens.refreshToken)).body.code).toBe("refresh_reused");
    await revoked(one.program, "reuse");
    await one.browser.next("sessions_changed", IN_TIME_MS);
    await untouched(one.browser);
  });

  it("by another password, unless they are kept; this session's sockets stay", async () => {
    const one = await somebody();
    const change = (currentPassword: string, newPassword: string, keepOtherSessions: boolean) =>
      one.visitor.post("/api/me/password", { currentPassword, newPassword, keepOtherSessions });
    await answered(change(PASSWORD, `${PASSWORD} two`, true));
    await scheduler.wait(1_000);
    await Promise.all([one.browser, one.program, one.stranger].map(untouched));
    await answered(change(`${PASSWORD} two`, `${PASSWORD} three`, false));
    await revoked(one.program, "password_changed");
    await one.browser.next("sessions_changed", IN_TIME_MS);
    await untouched(one.browser);
  });

  it("by a reset of the password", async () => {
    const one = await somebody();
    const { email, visitor } = one;
    await answered(createVisitor().post("/api/auth/password/forgot", { email }));
    const token = await mailedToken(email);
    await answered(visitor.post("/api/auth/password/reset", { token, password: `${PASSWORD} new` }));
    await Promise.all([revoked(one.browser, "password_reset"), revoked(one.program, "password_reset")]);
  });

  it("by a confirmed change of the address, but for the session that asked; by taking it back, all", async () => {
    const one = await somebody();
    const { email, visitor } = one;
    const newEmail = newAddress();
    await answered(visitor.post("/api/me/email", { newEmail, password: PASSWORD }));
    const undo = await mailedToken(email);
    const confirm = { token: await mailedToken(newEmail) };
    await answered(createVisitor().post("/api/auth/email/change/confirm", confirm));
    await revoked(one.program, "email_changed");
    await one.browser.next("sessions_changed", IN_TIME_MS);
    await untouched(one.browser);
    await answered(createVisitor().post("/api/auth/email/change/undo", { token: undo }));
    await revoked(one.browser, "email_change_undone");
    await untouched(one.stranger);
  });

  it("by deleting the account", async () => {
    const one = await somebody();
    await answered(one.visitor.send("DELETE", "/api/me", { password: PASSWORD }));
    await Promise.all([revoked(one.browser, "account_deleted"), revoked(one.program, "account_deleted")]);
  });

  it("by a mail about a new device that wasn't its owner's", async () => {
    const one = await somebody();
    const letters = await mailTo(one.email);
    const links = letters.flatMap(({ links }) => links);
    const link = links.find((each) => each.includes("/not-me#")) ?? "";
    const token = new URL(link).hash.slice("#token=".length);
    await answered(createVisitor().post("/api/auth/session/disown", { token }));
    await revoked(one.program, "disowned");
    await one.browser.next("sessions_changed", IN_TIME_MS);
    await untouched(one.browser);
  });

  it("by the cap on sessions, oldest first", async () => {
    const one = await somebody();
    const service = serviceWith({ SESSION_MAX_CONCURRENT: "2" });
    const response = await service("/api/auth/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(one.login),
    });
    expect(response.status).toBe(200);
    await revoked(one.browser, "evicted");
    await one.program.next("sessions_changed", IN_TIME_MS);
    await untouched(one.program);
  });

  it("by another sign-in in the same browser, whoever's", async () => {
    const one = await somebody();
    const other = createVisitor();
    const { email } = await signUp(other);
    const otherSocket = await open(browser(other));
    await answered(one.visitor.post("/api/auth/login", { identifier: email, password: PASSWORD }));
    await revoked(one.browser, "logout");
    await one.program.next("sessions_changed", IN_TIME_MS);
    await otherSocket.next("sessions_changed", IN_TIME_MS);
  });
});

describe("the end of a session", () => {
  it("reaches sockets whose hub is asleep", async () => {
    const one = await somebody();
    await evictDurableObject(one.hub);
    await answered(one.visitor.post("/api/auth/logout"));
    await revoked(one.browser, "logout");
  });

  it("reaches an upgrade that was on its way when it came", async () => {
    const one = await somebody();
    const late = { id: "ses_late", reason: "logout" as const };
    await one.hub.end([late]);
    await evictDurableObject(one.hub);
    const arrival = {
      id: "sok_x",
      user: { userId: one.user.id, sessionId: late.id },
      client: "c",
      scale: 1,
      expiresAt: Date.now() + 60_000,
      lifetimeMs: 60_000,
    };
    const response = await one.hub.fetch("https://hub/", {
      headers: { upgrade: "websocket", "x-genkan-arrival": JSON.stringify(arrival) },
    });
    expect(response.status).toBe(401);
  });

  it("waits for a hub that can't be reached, and the answer doesn't", async () => {
    const one = await somebody();
    let failures = 2;
    const flaky = new Proxy(env.HUB, {
      get: (namespace, name) => {
        if (name !== "getByName") return Reflect.get(namespace, name);
        return (hub: string) => {
          if (failures-- > 0) throw new Error("overloaded");
          return namespace.getByName(hub);
        };
      },
    });
    const service = serviceWith({ HUB: flaky });
    const response = await service("/api/auth/logout", { method: "POST", headers: browser(one.visitor) });
    expect(response.status).toBe(204);
    await revoked(one.browser, "logout");
  });

  it("closes them all, and takes none of a burst of upgrades beside it", async () => {
    const one = await somebody();
    const headers = browser(one.visitor);
    const upgrades = Array.from({ length: 10 }, () => upgrade("/ws", headers));
    const [out, ...responses] = await Promise.all([one.visitor.post("/api/auth/logout"), ...upgrades]);
    expect(out.status).toBe(204);
    const late = responses.flatMap(({ webSocket }) => (webSocket ? [webSocket] : []));
    const closing = late.map((ws) => {
      const closed = new Promise<number>((resolve) =>
        ws.addEventListener("close", ({ code }) => resolve(code)),
      );
      ws.accept();
      return closed;
    });
    for (const code of await Promise.all(closing)) expect(code).toBe(4403);
    for (const { status } of responses) expect([101, 401]).toContain(status);
    await revoked(one.browser, "logout");
  });
});

describe("a user's other sockets learn within 2 s", () => {
  it("of a sign-in", async () => {
    const one = await somebody();
    await answered(createVisitor().post("/api/auth/login", one.login));
    await Promise.all(
      [one.browser, one.program].map((socket) => socket.next("sessions_changed", IN_TIME_MS)),
    );
    await untouched(one.stranger);
  });

  it("of who comes and goes, once for a burst, and not who comes himself", async () => {
    const one = await somebody();
    const { body } = await createVisitor().post("/api/auth/login", one.login);
    await one.browser.next("sessions_changed", IN_TIME_MS);
    await one.program.next("sessions_changed", IN_TIME_MS);
    const { accessToken } = body.tokens;
    const third = await open(bearer(accessToken));
    expect(await sessionsOf(createVisitor(), bearer(accessToken))).toBe(true);
    await Promise.all(
      [one.browser, one.program].map((socket) => socket.next("sessions_changed", IN_TIME_MS)),
    );
    expect(third.count("sessions_changed")).toBe(0);

    // A second one of the same session changes nothing.
    const fourth = await open(bearer(accessToken));
    third.ws.close(1000);
    await scheduler.wait(1_200);
    await Promise.all([one.browser, one.program, fourth].map(untouched));

    fourth.ws.close(1000);
    await one.browser.next("sessions_changed", IN_TIME_MS);
    expect(await sessionsOf(createVisitor(), bearer(accessToken))).toBe(false);
    await scheduler.wait(1_000);
    expect(one.browser.count("sessions_changed")).toBe(0);
    await untouched(one.stranger);
  });

  it("nothing of a page that is loaded anew", async () => {
    const one = await somebody();
    one.browser.ws.close(1001);
    await one.browser.closed();
    await open(browser(one.visitor));
    await scheduler.wait(1_500);
    expect(one.program.count("sessions_changed")).toBe(0);
    expect(await hubOf(one.session.id)).not.toBeNull();
  });
});

describe("who is online", () => {
  const programOnline = (one: Somebody) => sessionsOf(createVisitor(), bearer(one.tokens.accessToken));

  it("is whoever has a socket open, and nobody else after a crash of the hub", async () => {
    const one = await somebody();
    expect(await programOnline(one)).toBe(true);
    await evictDurableObject(one.hub, { webSockets: "close" });
    // As its alarm would, in minutes at the latest.
    await runInDurableObject(one.hub, () => undefined);
    await expect.poll(() => programOnline(one), { timeout: 3_000 }).toBe(false);
    expect(await hubOf(one.session.id)).toBeNull();
  });

  it("was last seen when he left, however long ago he called", async () => {
    const one = await somebody();
    const { orm, tables } = openDatabase();
    const isProgram = eq(tables.sessions.id, one.programSession.id);
    await orm
      .update(tables.sessions)
      .set({ lastSeenAt: new Date(0) })
      .where(isProgram);
    const left = new Date();
    one.program.ws.close(1000);
    await expect.poll(() => hubOf(one.programSession.id), { timeout: 3_000 }).toBeNull();
    const [row] = await orm.select().from(tables.sessions).where(isProgram);
    expect(row?.lastSeenAt.getTime()).toBeGreaterThanOrEqual(left.getTime());
  });

  it("stays who comes back while the hub takes note that he left", async () => {
    const one = await somebody();
    // As if the note had been taken away between the check of an upgrade and its socket.
    one.program.ws.close(1000);
    await expect.poll(() => programOnline(one), { timeout: 3_000 }).toBe(false);
    const arrival = {
      id: "sok_back",
      user: { userId: one.user.id, sessionId: one.programSession.id },
      client: "c",
      scale: 1,
      expiresAt: Date.now() + 60_000,
      lifetimeMs: 60_000,
    };
    const response = await one.hub.fetch("https://hub/", {
      headers: { upgrade: "websocket", "x-genkan-arrival": JSON.stringify(arrival) },
    });
    response.webSocket?.accept();
    await expect.poll(() => programOnline(one), { timeout: 3_000 }).toBe(true);
    response.webSocket?.close(1000);
  });
});
