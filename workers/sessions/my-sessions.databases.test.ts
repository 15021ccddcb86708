import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import type { SessionRow } from "../db/tables.ts";
import { SEEN_INTERVAL_MS } from "../shared/limits.ts";
import { DAY, after as later, MINUTE, SECOND } from "../shared/time.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import { createVisitor, PASSWORD, signUp, tripsOf } from "../testing/visitor.ts";
import { createSessionStore } from "./session.store.ts";

const BATCH = onPostgres ? 3 : 1;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

/** Somebody who is signed in on three devices, the first of them with cookies. */
async function threeDevices() {
  const visitor = createVisitor({ headers: { "user-agent": FIREFOX, "cf-connecting-ip": "203.0.113.9" } });
  const { email, user, session } = await signUp(visitor);
  const logIn = async () => {
    const login = { identifier: email, password: PASSWORD, delivery: "token" };
    const { body } = await createVisitor().post("/api/auth/login", login);
    const bearer = { authorization: `Bearer ${body.tokens.accessToken}` };
    return { id: body.session.id, bearer, refreshToken: body.tokens.refreshToken };
  };
  const second = await logIn();
  const third = await logIn();
  return { visitor, email, user, first: session.id as string, second, third, logIn };
}

const anyone = createVisitor();
const me = (bearer: Record<string, string>) => anyone.get("/api/me", bearer);
const idsOf = ({ body }: { body: { sessions: { id: string }[] } }) => body.sessions.map(({ id }) => id);

async function change(sessionId: string, values: Partial<SessionRow>) {
  const { orm, tables } = openDatabase();
  await orm.update(tables.sessions).set(values).where(eq(tables.sessions.id, sessionId));
}

async function stored(sessionId: string): Promise<SessionRow | undefined> {
  const { orm, tables } = openDatabase();
  const [row] = await orm.select().from(tables.sessions).where(eq(tables.sessions.id, sessionId));
  return row;
}

async function revocations(userId: string) {
  const { orm, tables } = openDatabase();
  const rows = await orm.select().from(tables.events).where(eq(tables.events.userId, userId));
  return rows.filter(({ type }) => type === "session_revoked");
}

describe("the list of one's sessions", () => {
  it("holds all live ones, newest first, the one in use marked, for one trip", async () => {
    const { visitor, first, second, third } = await threeDevices();
    const list = await visitor.get("/api/me/sessions");
    expect([list.status, tripsOf(list)]).toEqual([200, 1]);
    expect(idsOf(list)).toEqual([third.id, second.id, first]);
    expect(list.body.sessions.map(({ current }: { current: boolean }) => current)).toEqual([
      false,
      false,
      true,
    ]);
    expect(list.body.sessions[2]).toEqual({
      id: first,
      createdAt: expect.stringMatching(/Z$/),
      lastSeenAt: expect.stringMatching(/Z$/),
      expiresAt: expect.stringMatching(/Z$/),
      method: "email_verification",
      device: { name: "Firefox on Linux", browser: "Firefox", os: "Linux", kind: "desktop" },
      ip: "203.0.113.9",
      location: expect.toSatisfy((place) => place === null || "country" in place),
      current: true,
      online: false,
    });
    const elsewhere = await anyone.get("/api/me/sessions", second.bearer);
    expect(elsewhere.body.sessions.find(({ current }: { current: boolean }) => current).id).toBe(second.id);
  });

  it("leaves out what has ended, expired or was swept, and everybody else's", async () => {
    const { visitor, user, first, second, third, logIn } = await threeDevices();
    await threeDevices();
    const past = new Date(Date.now() - SECOND);
    await change(second.id, { idleExpiresAt: past });
    await change(third.id, { expiresAt: past });
    expect(idsOf(await visitor.get("/api/me/sessions"))).toEqual([first]);
    const fourth = await logIn();
    await anyone.post("/api/auth/logout", undefined, fourth.bearer);
    expect(idsOf(await visitor.get("/api/me/sessions"))).toEqual([first]);
    const fifth = await logIn();
    const { orm, tables } = openDatabase();
    const swept = (await stored(first))?.createdAt;
    await orm
      .update(tables.users)
      .set({ revokedBefore: swept ?? past })
      .where(eq(tables.users.id, user.id));
    expect(idsOf(await anyone.get("/api/me/sessions", fifth.bearer))).toEqual([fifth.id]);
  });

  it("is nobody's whose own session isn't live, however many others are", async () => {
    const { visitor, user, first } = await threeDevices();
    const past = new Date(Date.now() - SECOND);
    const live = await stored(first);
    for (const values of [{ endedAt: past }, { idleExpiresAt: past }, { expiresAt: past }]) {
      await change(first, values);
      const list = await visitor.get("/api/me/sessions");
      expect([list.status, list.body.code]).toEqual([401, "unauthenticated"]);
      await change(first, live as SessionRow);
    }
    expect((await visitor.get("/api/me/sessions")).status).toBe(200);
    const { orm, tables } = openDatabase();
    await orm.update(tables.users).set({ disabledAt: past }).where(eq(tables.users.id, user.id));
    expect((await visitor.get("/api/me/sessions")).status).toBe(401);
  });
});

describe("ending one of one's sessions", () => {
  it("ends it at once, says why, and tells the history whose it was and who did it", async () => {
    const { visitor, user, first, second, third } = await threeDevices();
    const ended = await visitor.send("DELETE", `/api/me/sessions/${second.id}`);
    expect([ended.status, ended.body, tripsOf(ended)]).toEqual([204, "", 1 + BATCH]);
    expect(ended.headers.getSetCookie()).toEqual([]);
    expect((await me(second.bearer)).status).toBe(401);
    const refreshed = await anyone.post("/api/auth/refresh", { refreshToken: second.refreshToken });
    expect(refreshed.body.code).toBe("refresh_invalid");
    expect(await stored(second.id)).toMatchObject({ endReason: "ended_by_user" });
    expect(idsOf(await visitor.get("/api/me/sessions"))).toEqual([third.id, first]);
    expect(await revocations(user.id)).toMatchObject([
      { sessionId: second.id, ip: "203.0.113.9", device: { browser: "Firefox" } },
    ]);
  });

  it("answers one and the same 404 for what isn't a live session of one's own, and ends nothing", async () => {
    const { visitor, user, second, third } = await threeDevices();
    const stranger = await threeDevices();
    await change(third.id, { idleExpiresAt: new Date(Date.now() - SECOND) });
    await visitor.send("DELETE", `/api/me/sessions/${second.id}`);
    const ids = [
      stranger.second.id,
      "ses_AAAAAAAAAAAAAAAAAAAAAA",
      "x",
      second.id,
      third.id,
      user.id,
      "'--",
      "%00",
      "a".repeat(5000),
    ];
    const answers = await Promise.all(ids.map((id) => visitor.send("DELETE", `/api/me/sessions/${id}`)));
    const [first, ...others] = answers.map(({ body: { requestId: _, ...body } }) => body);
    expect(first).toMatchObject({ status: 404, code: "not_found" });
    for (const other of others) expect(other).toEqual(first);
    expect((await me(stranger.second.bearer)).status).toBe(200);
    expect((await stored(third.id))?.endedAt).toBeNull();
    expect(await revocations(user.id)).toHaveLength(1);
    expect(await revocations(stranger.user.id)).toEqual([]);
  });

  it("is found by its exact spelling only", async () => {
    const { visitor, second } = await threeDevices();
    const encoded = second.id.replace("_", "%5F");
    expect((await visitor.send("DELETE", `/api/me/sessions/${encoded}`)).status).toBe(404);
    expect((await visitor.send("DELETE", `/api/me/sessions/${second.id}/`)).status).toBe(404);
    expect((await me(second.bearer)).status).toBe(200);
  });

  it("signs out when it is the one in use: its cookies go, the device's stays", async () => {
    const { visitor, user, first } = await threeDevices();
    expect((await visitor.send("DELETE", `/api/me/sessions/${first}`)).status).toBe(204);
    expect([...visitor.cookies.keys()]).toEqual(["genkan_device"]);
    expect(await revocations(user.id)).toMatchObject([{ sessionId: first }]);
  });

  it("is done once by twenty who do it at once", async () => {
    const { visitor, user, second } = await threeDevices();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => visitor.send("DELETE", `/api/me/sessions/${second.id}`)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      204,
      ...Array.from({ length: 19 }, () => 404),
    ]);
    expect(await revocations(user.id)).toHaveLength(1);
  });

  it("beats a refresh under way: nothing minted beside it works afterwards", async () => {
    for (let round = 0; round < 5; round++) {
      const { visitor, second } = await threeDevices();
      const [ended, refreshed] = await Promise.all([
        visitor.send("DELETE", `/api/me/sessions/${second.id}`),
        anyone.post("/api/auth/refresh", { refreshToken: second.refreshToken }),
      ]);
      expect(ended.status).toBe(204);
      if (refreshed.status === 200) {
        const { accessToken, refreshToken } = refreshed.body.tokens;
        expect((await me({ authorization: `Bearer ${accessToken}` })).status).toBe(401);
        const again = await anyone.post("/api/auth/refresh", { refreshToken });
        expect(again.body.code).toBe("refresh_invalid");
      }
    }
  });
});

describe("ending all others", () => {
  it("keeps the one in use, ends the rest in one batch, with one line in the history", async () => {
    const { visitor, user, first, second, third } = await threeDevices();
    const stranger = await threeDevices();
    const ended = await visitor.send("DELETE", "/api/me/sessions");
    expect([ended.status, tripsOf(ended)]).toEqual([204, 1 + BATCH]);
    expect(ended.headers.getSetCookie()).toEqual([]);
    expect(idsOf(await visitor.get("/api/me/sessions"))).toEqual([first]);
    for (const { bearer } of [second, third]) expect((await me(bearer)).status).toBe(401);
    expect(await stored(third.id)).toMatchObject({ endReason: "ended_by_user" });
    expect(await revocations(user.id)).toMatchObject([{ sessionId: null, ip: "203.0.113.9" }]);
    expect((await me(stranger.second.bearer)).status).toBe(200);
  });

  it("is harmless when there are none, and records nothing then", async () => {
    const { visitor, user } = await threeDevices();
    for (let i = 0; i < 3; i++) expect((await visitor.send("DELETE", "/api/me/sessions")).status).toBe(204);
    expect(await revocations(user.id)).toHaveLength(1);
  });

  it("leaves nobody stuck and one line when done by many at once beside sign-ins", async () => {
    const { visitor, user, first, logIn } = await threeDevices();
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => visitor.send("DELETE", "/api/me/sessions"))),
      logIn(),
      logIn(),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    await visitor.send("DELETE", "/api/me/sessions");
    expect(idsOf(await visitor.get("/api/me/sessions"))).toEqual([first]);
    const told = (await revocations(user.id)).length;
    // Each line stands for sessions that were ended: the two there were, and at most one each for those born meanwhile.
    expect(told).toBeGreaterThanOrEqual(1);
    expect(told).toBeLessThanOrEqual(3);
  });

  it("leaves one of two that end each other, and tells the other that it has ended", async () => {
    for (let round = 0; round < 5; round++) {
      const { user, second, third } = await threeDevices();
      const answers = await Promise.all(
        [second, third].map(({ bearer }) => anyone.send("DELETE", "/api/me/sessions", undefined, bearer)),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401]);
      const live = await Promise.all([second, third].map(({ bearer }) => me(bearer)));
      expect(live.map(({ status }) => status)).toEqual(
        answers.map(({ status }) => (status === 204 ? 200 : 401)),
      );
      expect(await revocations(user.id)).toHaveLength(1);
    }
  });
});

describe("when a session was last seen", () => {
  const longAgo = () => later(new Date(), -10 * MINUTE);

  it("is written behind the answer, which neither waits nor pays for it", async () => {
    const { visitor, first } = await threeDevices();
    await change(first, { lastSeenAt: longAgo() });
    const before = await stored(first);
    const answer = await visitor.get("/api/me");
    expect([answer.status, tripsOf(answer)]).toEqual([200, 1]);
    await vi.waitFor(async () => {
      const row = await stored(first);
      expect(Date.now() - (row?.lastSeenAt.getTime() ?? 0)).toBeLessThan(5 * SECOND);
      // Nothing else of it moves: only a refresh makes a session live longer.
      expect(row).toEqual({ ...before, lastSeenAt: row?.lastSeenAt });
    });
  });

  it("is now for whoever looks, though it is not written yet", async () => {
    const { visitor, first } = await threeDevices();
    await change(first, { lastSeenAt: longAgo() });
    const { body } = await visitor.get("/api/me/sessions");
    const mine = body.sessions.find(({ id }: { id: string }) => id === first);
    expect(Date.now() - Date.parse(mine.lastSeenAt)).toBeLessThan(5 * SECOND);
  });

  it("is left alone within a minute", async () => {
    const { visitor, first } = await threeDevices();
    const lately = later(new Date(), -SEEN_INTERVAL_MS + 10 * SECOND);
    await change(first, { lastSeenAt: lately });
    await visitor.get("/api/me");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await stored(first))?.lastSeenAt).toEqual(lately);
  });

  it("is written by one of twenty at once", async () => {
    const { first } = await threeDevices();
    await change(first, { lastSeenAt: longAgo() });
    const at = new Date();
    const noted = await Promise.all(
      Array.from({ length: 20 }, () => createSessionStore(openDatabase()).noteUse(first, at, MINUTE)),
    );
    expect(noted.filter(Boolean)).toHaveLength(1);
    expect((await stored(first))?.lastSeenAt).toEqual(at);
    const again = (when: Date) => createSessionStore(openDatabase()).noteUse(first, when, MINUTE);
    expect(await again(later(at, MINUTE - 1))).toBe(false);
    expect(await again(later(at, MINUTE))).toBe(true);
  });

  it("is never noted of a session that is over", async () => {
    const { first } = await threeDevices();
    const at = new Date();
    for (const over of [{ endedAt: at }, { idleExpiresAt: later(at, -1) }, { expiresAt: later(at, -DAY) }]) {
      const live = (await stored(first)) as SessionRow;
      await change(first, { lastSeenAt: longAgo(), ...over });
      const before = await stored(first);
      await createSessionStore(openDatabase()).noteUse(first, at, MINUTE);
      expect(await stored(first)).toEqual(before);
      await change(first, live);
    }
  });
});
