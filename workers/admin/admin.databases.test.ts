import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DAY, after as later } from "../shared/time.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import { OPERATOR } from "../testing/operator.ts";
import { serviceWith } from "../testing/service-with.ts";
import {
  createVisitor,
  mailedToken,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  tripsOf,
} from "../testing/visitor.ts";

const BATCH = onPostgres ? 3 : 1;

const operator = createVisitor({ headers: { ...OPERATOR, "cf-connecting-ip": "203.0.113.200" } });
const anyone = createVisitor();

const list = (query: Record<string, string> = {}) =>
  operator.get(`/api/admin/users?${new URLSearchParams(query)}`);
const read = (id: string) => operator.get(`/api/admin/users/${id}`);
const act = (id: string, name: string) => operator.post(`/api/admin/users/${id}/${name}`);

/** Somebody who is signed in twice: with cookies, and with tokens. */
async function somebody() {
  const visitor = createVisitor();
  const { email, user, session } = await signUp(visitor);
  const logIn = (password = PASSWORD) =>
    createVisitor().post("/api/auth/login", { identifier: email, password, delivery: "token" });
  const { body } = await logIn();
  const me = () => anyone.get("/api/me", { authorization: `Bearer ${body.tokens.accessToken}` });
  const refresh = () => anyone.post("/api/auth/refresh", { refreshToken: body.tokens.refreshToken });
  return {
    visitor,
    email,
    id: user.id as string,
    logIn,
    me,
    refresh,
    sessions: [session.id, body.session.id],
  };
}

async function eventsOf(userId: string, type: string) {
  const { orm, tables } = openDatabase();
  const rows = await orm.select().from(tables.events).where(eq(tables.events.userId, userId));
  return rows.filter((row) => row.type === type);
}

async function endReasons(userId: string) {
  const { orm, tables } = openDatabase();
  const rows = await orm.select().from(tables.sessions).where(eq(tables.sessions.userId, userId));
  return rows.map(({ endReason }) => endReason);
}

async function setUser(
  userId: string,
  values: { purgeAt?: Date | null; createdAt?: Date; passwordHash?: string },
) {
  const { orm, tables } = openDatabase();
  await orm.update(tables.users).set(values).where(eq(tables.users.id, userId));
}

afterEach(() => vi.restoreAllMocks());

describe("the operator's list of accounts", () => {
  it("is newest first, in pages that stay where they are while people sign up", async () => {
    const people: string[] = [];
    for (let i = 0; i < 5; i++) people.unshift((await signUp(createVisitor())).user.id);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await list({ limit: "2", ...(cursor !== undefined && { cursor }) });
      expect(status).toBe(200);
      found.push(...body.users.map(({ id }: { id: string }) => id));
      await signUp(createVisitor());
      cursor = body.nextCursor;
    } while (cursor && !found.includes(people[4] ?? ""));
    // On Postgres other files sign people up meanwhile.
    expect(found.filter((id) => people.includes(id))).toEqual(people);
    expect(new Set(found).size).toBe(found.length);
  });

  it("tells those apart who came in the same millisecond, and ends with null", async () => {
    // Long before anybody else of this file.
    const at = new Date("2001-01-01T00:00:00Z");
    const ids: string[] = [];
    for (let i = 0; i < 4; i++) {
      const { user } = await signUp(createVisitor());
      await setUser(user.id, { createdAt: at });
      ids.push(user.id);
    }
    let page = await list({ limit: "100" });
    while (
      page.body.nextCursor !== null &&
      !page.body.users.some(({ id }: { id: string }) => ids.includes(id))
    ) {
      page = await list({ limit: "100", cursor: page.body.nextCursor });
    }
    const all: string[] = page.body.users.map(({ id }: { id: string }) => id);
    expect(all.slice(-4)).toEqual(ids.toSorted().reverse());
    expect(page.body.nextCursor).toBeNull();
  });

  it("finds one by the address in any spelling, for one trip, and shows where it stands and no secret", async () => {
    const { email, id } = await somebody();
    const answer = await list({ email: email.toUpperCase() });
    expect([answer.status, tripsOf(answer), answer.body.nextCursor]).toEqual([200, 1, null]);
    expect(answer.body.users).toEqual([
      {
        id,
        email,
        emailVerified: true,
        username: null,
        name: null,
        phone: null,
        phoneVerified: false,
        createdAt: expect.any(String),
        status: "active",
        disabledAt: null,
        purgeAt: null,
      },
    ]);
    expect((await list({ email: newAddress() })).body).toEqual({ users: [], nextCursor: null });
  });

  it("refuses what is no address, no limit, no cursor of this list, and unknown fields", async () => {
    const person = createVisitor();
    await signUp(person);
    const events = await person.get("/api/me/events?limit=1");
    const wrong = [
      { email: "x" },
      { email: "" },
      { limit: "0" },
      { limit: "101" },
      { cursor: "x" },
      { cursor: events.body.nextCursor },
      { name: "Ada" },
    ] as Record<string, string>[];
    for (const query of wrong) {
      const { status, body } = await list(query);
      expect([query, status, body.errors[0].path]).toEqual([query, 422, Object.keys(query)[0]]);
    }
  });
});

describe("an account, for the operator", () => {
  it("comes with its live sessions and its latest 20 events", async () => {
    const { visitor, id, sessions } = await somebody();
    for (let i = 0; i < 12; i++) await visitor.patch("/api/me", { username: `u${i}_${Date.now()}` });
    await visitor.post("/api/auth/logout");
    for (let i = 0; i < 12; i++) await act(id, i % 2 === 0 ? "disable" : "enable");
    const { body: closed } = await read(id);
    expect(closed.sessions).toEqual([]);

    const other = await somebody();
    const answer = await read(other.id);
    expect([answer.status, tripsOf(answer)]).toEqual([200, BATCH]);
    expect(answer.body.user).toMatchObject({ id: other.id, email: other.email, status: "active" });
    expect(answer.body.sessions.map(({ id: each }: { id: string }) => each)).toEqual(
      other.sessions.toReversed(),
    );
    expect(answer.body.sessions.map(({ current }: { current: boolean }) => current)).toEqual([false, false]);
    expect(closed.events).toHaveLength(20);
    expect(closed.events[0].type).toBe("account_enabled");
    expect(sessions).toHaveLength(2);
    const everything = JSON.stringify([answer.body, closed]);
    for (const secret of ["$argon2id", "igest", "asswordHash", "revokedBefore"])
      expect(everything).not.toContain(secret);
  });

  it("is 404 when there is none, for reading and for every act", async () => {
    for (const id of ["usr_AAAAAAAAAAAAAAAAAAAAAA", "x", "'--", "usr%5Fx"]) {
      const answers = [await read(id)];
      for (const name of ["disable", "enable", "logout"]) answers.push(await act(id, name));
      for (const { status, body } of answers) expect([id, status, body.code]).toEqual([id, 404, "not_found"]);
    }
  });

  it("says that its deletion is scheduled, and of a disabled one that first", async () => {
    const { id, email } = await somebody();
    const purgeAt = later(new Date(), DAY);
    await setUser(id, { purgeAt });
    const scheduled = { status: "deletion_scheduled", purgeAt: purgeAt.toISOString() };
    expect((await read(id)).body.user).toMatchObject(scheduled);
    expect((await list({ email })).body.users).toMatchObject([scheduled]);
    await act(id, "disable");
    expect((await read(id)).body.user).toMatchObject({ ...scheduled, status: "disabled" });
  });
});

describe("disabling an account", () => {
  it("ends every session at once and closes every way in; only who knows the password is told why", async () => {
    const { visitor, id, logIn, me, refresh } = await somebody();
    const answer = await act(id, "disable");
    expect([answer.status, answer.body, tripsOf(answer)]).toEqual([204, "", BATCH]);
    expect((await visitor.get("/api/me")).body.code).toBe("unauthenticated");
    expect((await me()).status).toBe(401);
    expect((await visitor.post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
    expect([(await refresh()).status, (await refresh()).body.code]).toEqual([401, "refresh_invalid"]);
    const right = await logIn();
    expect([right.status, right.body.code]).toEqual([403, "account_disabled"]);
    const wrong = await logIn("a wrong password");
    expect([wrong.status, wrong.body.code]).toEqual([401, "invalid_credentials"]);
    expect(await endReasons(id)).toEqual(["account_disabled", "account_disabled"]);
    const { user } = (await read(id)).body;
    expect(user).toMatchObject({ status: "disabled", disabledAt: expect.any(String) });
  });

  it("is in the history of its user, without the operator's place, once however often it is done", async () => {
    const { id } = await somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, "disable")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await act(id, "disable")).status).toBe(204);
    expect(await eventsOf(id, "account_disabled")).toMatchObject([
      { ip: null, device: null, location: null, sessionId: null },
    ]);
  });

  it("leaves no session alive that was being born beside it", async () => {
    for (let round = 0; round < 3; round++) {
      const { id, logIn } = await somebody();
      const [, ...births] = await Promise.all([
        act(id, "disable"),
        ...Array.from({ length: 6 }, () => logIn()),
      ]);
      for (const { status, body } of births) {
        expect([200, 403, 503]).toContain(status);
        if (status !== 200) continue;
        const bearer = { authorization: `Bearer ${body.tokens.accessToken}` };
        expect((await anyone.get("/api/me", bearer)).status).toBe(401);
      }
    }
  });
});

describe("enabling an account", () => {
  it("brings signing in back; the sessions from before stay dead", async () => {
    const { visitor, id, logIn, me, refresh } = await somebody();
    await act(id, "disable");
    const answer = await act(id, "enable");
    expect([answer.status, tripsOf(answer)]).toEqual([204, BATCH]);
    expect((await read(id)).body.user).toMatchObject({ status: "active", disabledAt: null });
    expect((await me()).status).toBe(401);
    expect((await refresh()).body.code).toBe("refresh_invalid");
    expect((await visitor.post("/api/auth/refresh")).status).toBe(401);
    const { status, body } = await logIn();
    expect(status).toBe(200);
    expect((await anyone.get("/api/me", { authorization: `Bearer ${body.tokens.accessToken}` })).status).toBe(
      200,
    );
  });

  it("is recorded once, also when done by many at once, and not of an account that wasn't disabled", async () => {
    const { id } = await somebody();
    expect((await act(id, "enable")).status).toBe(204);
    expect(await eventsOf(id, "account_enabled")).toEqual([]);
    await act(id, "disable");
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, "enable")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await eventsOf(id, "account_enabled")).toMatchObject([{ ip: null, device: null, location: null }]);
  });
});

describe("signing an account out", () => {
  it("ends every session and nothing else", async () => {
    const { visitor, id, logIn, me, refresh } = await somebody();
    const stranger = await somebody();
    const answer = await act(id, "logout");
    expect([answer.status, tripsOf(answer)]).toEqual([204, BATCH]);
    expect((await visitor.get("/api/me")).status).toBe(401);
    expect((await me()).status).toBe(401);
    expect((await refresh()).body.code).toBe("refresh_invalid");
    expect(await endReasons(id)).toEqual(["logout_all", "logout_all"]);
    expect((await read(id)).body).toMatchObject({ user: { status: "active" }, sessions: [] });
    expect((await logIn()).status).toBe(200);
    expect((await stranger.me()).status).toBe(200);
  });

  it("is recorded once, also when done by many at once, and not when nobody was signed in", async () => {
    const { id } = await somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(id, "logout")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await act(id, "logout")).status).toBe(204);
    expect(await eventsOf(id, "session_revoked")).toMatchObject([
      { ip: null, device: null, location: null, sessionId: null },
    ]);
  });

  it("leaves nobody stuck beside sign-ins, and ends those that came before it", async () => {
    const { id, logIn } = await somebody();
    const [, , ...births] = await Promise.all([
      act(id, "logout"),
      act(id, "logout"),
      ...Array.from({ length: 8 }, () => logIn()),
    ]);
    for (const { status } of births) expect([200, 503]).toContain(status);
    await act(id, "logout");
    expect((await read(id)).body.sessions).toEqual([]);
  });
});

describe("sending somebody a reset", () => {
  it("mails the owner a way to a new password, and changes nothing by itself", async () => {
    const { id, email, visitor } = await somebody();
    expect((await act(id, "reset")).status).toBe(204);
    const [mail] = await mailTo(email);
    expect(mail?.links[0]).toContain("/reset-password#token=");
    expect((await visitor.get("/api/me")).status).toBe(200);
    expect(await eventsOf(id, "link_sent")).toMatchObject([{ ip: null, device: null, location: null }]);
    const reset = await anyone.post("/api/auth/password/reset", {
      token: await mailedToken(email),
      password: "another horse, another battery",
    });
    expect(reset.status).toBe(200);
    expect((await act("usr_nobody", "reset")).status).toBe(404);
  });

  it("says so when there is no address to mail to", async () => {
    const phone = newNumber();
    const { body } = await anyone.post("/api/auth/otp/send", { channel: "sms", to: phone });
    const [message] = await mailTo(phone);
    const proof = { challengeId: body.challengeId, code: message?.code };
    const { body: entered } = await createVisitor().post("/api/auth/otp/verify", proof);
    const answer = await act(entered.user.id, "reset");
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ path: "email", code: "not_set" }]]);
  });
});

describe("whoever operates", () => {
  it("leaves a line in the log with the request's id, the act and the user's id, and no secret", async () => {
    const { id, email } = await somebody();
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    const fetchAs = serviceWith({});
    const acts: [string, string, string][] = [
      ["GET", `/api/admin/users/${id}`, "read"],
      ["POST", `/api/admin/users/${id}/disable`, "disable"],
      ["POST", `/api/admin/users/${id}/enable`, "enable"],
      ["POST", `/api/admin/users/${id}/logout`, "logout"],
    ];
    for (const [method, path, name] of acts) {
      const response = await fetchAs(path, { method, headers: OPERATOR });
      const requestId = response.headers.get("x-request-id");
      const logged = lines
        .map((line) => JSON.parse(line))
        .find(({ message, act: what }) => message === "operator" && what === name);
      expect(logged).toEqual({
        level: "info",
        at: expect.any(String),
        message: "operator",
        requestId,
        act: name,
        userId: id,
      });
    }
    await fetchAs(`/api/admin/users?email=${email}`, { headers: OPERATOR });
    for (const secret of [email, OPERATOR.authorization.slice("Bearer ".length)]) {
      expect(lines.join("\n")).not.toContain(secret);
    }
  });

  it("is no browser of another site, and sends no unknown fields", async () => {
    const { id } = await somebody();
    const path = `/api/admin/users/${id}/disable`;
    const foreign = await operator.post(path, {}, { origin: "https://evil.example" });
    expect([foreign.status, foreign.body.code]).toEqual([403, "csrf_rejected"]);
    const unknown = await operator.post(path, { surprise: 1 });
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([422, "unknown_key"]);
    expect((await read(id)).body.user.status).toBe("active");
    expect((await operator.post(path, {}, { origin: "http://localhost:8787" })).status).toBe(204);
  });
});
