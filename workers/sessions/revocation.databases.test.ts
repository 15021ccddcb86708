import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { FEED_OVERLAP_MS } from "../shared/limits.ts";
import { after as later, MINUTE, SECOND } from "../shared/time.ts";
import { FEED } from "../testing/feed.ts";
import { openDatabase } from "../testing/open-database.ts";
import { OPERATOR } from "../testing/operator.ts";
import { serviceWith } from "../testing/service-with.ts";
import { createVisitor, PASSWORD, signUp, tripsOf } from "../testing/visitor.ts";
import { createRevocationStore } from "./revocation.store.ts";

const PATH = "/api/feed/revocations";
const server = createVisitor({ headers: FEED });

const read = (since?: string) => server.get(since === undefined ? PATH : `${PATH}?since=${since}`);

async function now(): Promise<string> {
  return (await read()).body.cursor;
}

async function somebody() {
  const visitor = createVisitor();
  const { email, user, session } = await signUp(visitor);
  return { visitor, email, userId: user.id as string, sessionId: session.id as string };
}

async function setSession(id: string, values: { endedAt?: Date | null; createdAt?: Date }) {
  const { orm, tables } = openDatabase();
  await orm.update(tables.sessions).set(values).where(eq(tables.sessions.id, id));
}

async function setUser(id: string, values: { revokedBefore: Date }) {
  const { orm, tables } = openDatabase();
  await orm.update(tables.users).set(values).where(eq(tables.users.id, id));
}

describe("the feed of revocations", () => {
  it("names a session that has ended, for one trip, to whoever may know; nothing may keep the answer", async () => {
    const { visitor, sessionId } = await somebody();
    const since = await now();
    expect((await read(since)).body.sessionIds).not.toContain(sessionId);
    await visitor.post("/api/auth/logout");
    const answer = await read(since);
    expect([answer.status, tripsOf(answer)]).toEqual([200, 1]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.body).toEqual({
      sessionIds: expect.arrayContaining([sessionId]),
      cursor: expect.any(String),
      hasMore: false,
      keepSeconds: 480,
    });
    expect((await read()).body.sessionIds).toContain(sessionId);
  });

  it("names all sessions that an act ended, whichever it was", async () => {
    const acts: ((one: Awaited<ReturnType<typeof somebody>>) => Promise<unknown>)[] = [
      ({ visitor }) => visitor.post("/api/auth/logout-all"),
      ({ visitor }) => visitor.send("DELETE", "/api/me", { password: PASSWORD }),
      ({ userId }) => createVisitor().post(`/api/admin/users/${userId}/disable`, undefined, OPERATOR),
      ({ userId }) => createVisitor().post(`/api/admin/users/${userId}/logout`, undefined, OPERATOR),
    ];
    for (const act of acts) {
      const one = await somebody();
      const { body } = await createVisitor().post("/api/auth/login", {
        identifier: one.email,
        password: PASSWORD,
      });
      const since = await now();
      await act(one);
      const { sessionIds } = (await read(since)).body;
      expect(sessionIds).toEqual(expect.arrayContaining([one.sessionId, body.session.id]));
    }
  });

  it("names a session that was written after the sweep it was begun before, and none that was begun after", async () => {
    const swept = await somebody();
    const since = await now();
    const at = new Date();
    await setUser(swept.userId, { revokedBefore: at });
    await setSession(swept.sessionId, { createdAt: at });
    const spared = await somebody();
    await setUser(spared.userId, { revokedBefore: at });
    await setSession(spared.sessionId, { createdAt: later(at, 1) });
    const { sessionIds } = (await read(since)).body;
    expect(sessionIds).toContain(swept.sessionId);
    expect(sessionIds).not.toContain(spared.sessionId);
  });

  it("names one whose end was committed after those of others that are younger", async () => {
    const { sessionId } = await somebody();
    const since = await now();
    await setSession(sessionId, { endedAt: later(new Date(Number(since)), SECOND - FEED_OVERLAP_MS) });
    expect((await read(since)).body.sessionIds).toContain(sessionId);
  });

  it("is silent on what is over: no token of those sessions is good any more", async () => {
    const { sessionId } = await somebody();
    await setSession(sessionId, { endedAt: later(new Date(), -7 * MINUTE) });
    expect((await read()).body.sessionIds).toContain(sessionId);
    await setSession(sessionId, { endedAt: later(new Date(), -9 * MINUTE) });
    expect((await read()).body.sessionIds).not.toContain(sessionId);
  });

  it("is read page by page without a gap or a repetition, also among ends of one millisecond", async () => {
    // Long before anybody else: other files end sessions meanwhile.
    const times = [0, 0, 0, 1, 2].map((each) => new Date(Date.UTC(2001, 0, 1) + each));
    const people = await Promise.all(times.map(somebody));
    await Promise.all(
      people.map(({ sessionId }, index) => setSession(sessionId, { endedAt: times[index] ?? null })),
    );
    const store = createRevocationStore(openDatabase());
    const found: string[] = [];
    const [from] = times as [Date];
    let rows = await store.list({ from, after: null }, 2);
    while (found.length < 5) {
      expect(rows).toHaveLength(2);
      found.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last) break;
      rows = await store.list({ from: last.at, after: last }, 2);
    }
    const ids = people.map(({ sessionId }) => sessionId);
    const sameTime = ids.slice(0, 3).toSorted();
    expect(found.slice(0, 5)).toEqual([...sameTime, ...ids.slice(3)]);
  });

  it("refuses what is no cursor, and any other question", async () => {
    for (const query of [
      "since=",
      "since=x",
      "since=-1",
      "since=1.2",
      "since=1.2.a/b",
      "since=1e3",
      "limit=1",
    ]) {
      const { status, body } = await server.get(`${PATH}?${query}`);
      expect([query, status, body.code]).toEqual([query, 422, "validation_failed"]);
    }
  });

  it("is not counted against whoever asks, and asks the database for nobody else", async () => {
    const fetch = serviceWith({
      LIMIT_SCALE: "1",
      REQUEST_GUARD: { limit: async () => ({ success: false }) },
    });
    const answer = await fetch(PATH, { headers: FEED });
    expect(answer.status).toBe(200);
    await answer.body?.cancel();
    const stranger = await fetch(PATH, { headers: { authorization: "Bearer nobody's" } });
    expect([stranger.status, stranger.headers.get("server-timing")]).toEqual([
      401,
      expect.stringContaining('"0 trips"'),
    ]);
    await stranger.body?.cancel();
  });
});
