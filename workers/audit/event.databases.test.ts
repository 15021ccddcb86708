import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { after as later, SECOND } from "../shared/time.ts";
import { openDatabase } from "../testing/open-database.ts";
import { createVisitor, signUp, tripsOf } from "../testing/visitor.ts";
import { EVENT_TYPES } from "./event.store.ts";

const DEVICE = { name: "Safari on iOS", browser: "Safari", os: "iOS", kind: "mobile" } as const;

/** Somebody with that many events of his own making, a few to each millisecond. */
async function withEvents(count: number) {
  const visitor = createVisitor();
  const { user } = await signUp(visitor);
  const add = async (at: Date) => {
    const { orm, tables } = openDatabase();
    const id = newId("event");
    await orm.insert(tables.events).values({ id, userId: user.id, type: "sign_in_failed", at });
    return id;
  };
  const start = later(new Date(), -60 * SECOND);
  for (let i = 0; i < count; i++) await add(later(start, Math.floor(i / 4)));
  return { visitor, user, add };
}

type Visitor = ReturnType<typeof createVisitor>;
type Listed = { id: string; at: string };

const page = (visitor: Visitor, query: Record<string, string>) =>
  visitor.get(`/api/me/events?${new URLSearchParams(query)}`);

async function pages(visitor: Visitor, limit: number, between: () => Promise<unknown> = async () => {}) {
  const found: Listed[][] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: String(limit), ...(cursor !== null && { cursor }) };
    const { body } = await page(visitor, query);
    found.push(body.events);
    cursor = body.nextCursor;
    await between();
  } while (cursor !== null);
  return found;
}

describe("one's events", () => {
  it("say what happened, when, where and in which session, newest first, for two trips", async () => {
    const visitor = createVisitor({
      headers: { "user-agent": "curl/8.5.0", "cf-connecting-ip": "203.0.113.5" },
    });
    const { email, session } = await signUp(visitor);
    const failed = await visitor.post("/api/auth/login", { identifier: email, password: "wrong password" });
    expect(failed.status).toBe(401);
    await expect
      .poll(async () => (await visitor.get("/api/me/events")).body.events[0].type)
      .toBe("sign_in_failed");
    const history = await visitor.get("/api/me/events");
    expect([history.status, tripsOf(history)]).toEqual([200, 2]);
    const { events, nextCursor } = history.body;
    expect(nextCursor).toBeNull();
    expect(events.map(({ type }: { type: string }) => type).toSorted()).toEqual([
      "email_verified",
      "sign_in",
      "sign_in_failed",
      "sign_up",
    ]);
    expect(events[0]).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: "sign_in_failed",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      ip: "203.0.113.5",
      device: { name: "Unknown device", browser: null, os: null, kind: "other" },
      location: expect.toSatisfy((place) => place === null || "country" in place),
      sessionId: null,
    });
    expect(events.find(({ type }: { type: string }) => type === "sign_in").sessionId).toBe(session.id);
  });

  it("come in pages of the size asked for, 20 unless asked, and none twice or left out", async () => {
    const { visitor } = await withEvents(47);
    const all = (await pages(visitor, 100)).flat();
    expect(all).toHaveLength(50);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    for (const limit of [1, 7, 25, 50]) {
      const some = await pages(visitor, limit);
      expect(some.flat()).toEqual(all);
      expect(some).toHaveLength(Math.ceil(50 / limit));
    }
    const usual = await visitor.get("/api/me/events");
    expect(usual.body.events).toEqual(all.slice(0, 20));
    const second = await page(visitor, { cursor: usual.body.nextCursor });
    expect([second.body.events, tripsOf(second)]).toEqual([all.slice(20, 40), 2]);
  });

  it("stay where they are while new ones arrive", async () => {
    const { visitor, add } = await withEvents(20);
    const before = (await pages(visitor, 100)).flat();
    const meanwhile = await pages(visitor, 5, () => add(new Date()));
    expect(meanwhile.flat()).toEqual(before);
  });

  it("are one's own: nobody else's come along, and nobody else's cursor is taken", async () => {
    const mine = await withEvents(6);
    const other = await withEvents(6);
    const { body } = await page(mine.visitor, { limit: "3" });
    const stolen = await page(other.visitor, { cursor: body.nextCursor });
    expect([stolen.status, stolen.body.errors[0].code]).toEqual([422, "invalid_cursor"]);
    const ids = new Set((await pages(mine.visitor, 4)).flat().map(({ id }) => id));
    const others = (await pages(other.visitor, 4)).flat().map(({ id }) => id);
    expect(others.filter((id) => ids.has(id))).toEqual([]);
  });

  it("want a limit from 1 to 100 and a cursor of this list", async () => {
    const { visitor } = await withEvents(3);
    for (const limit of ["0", "101", "-1", "1.5", "1e1", " 5", "x", "", "007", "9".repeat(400), "٣"]) {
      const { status, body } = await page(visitor, { limit });
      expect([limit, status, body.code]).toEqual([limit, 422, "validation_failed"]);
      expect(body.errors).toEqual([{ path: "limit", code: "invalid_limit", message: expect.any(String) }]);
    }
    const { nextCursor } = (await page(visitor, { limit: "2" })).body;
    const changed = nextCursor.replace(/.$/, (last: string) => (last === "A" ? "B" : "A"));
    const foreign = [
      "",
      "x",
      "null",
      "eyJhdCI6MH0",
      changed,
      nextCursor.slice(1),
      `${nextCursor}=`,
      "\0",
      "%",
      "a".repeat(9000),
    ];
    for (const cursor of foreign) {
      const { status, body } = await page(visitor, { cursor });
      expect([cursor, status, body.code]).toEqual([cursor, 422, "validation_failed"]);
      expect(body.errors).toEqual([{ path: "cursor", code: "invalid_cursor", message: expect.any(String) }]);
    }
    for (const query of ["page=2", "limit=1&limit=2", `cursor=${nextCursor}&cursor=${nextCursor}`]) {
      expect((await visitor.get(`/api/me/events?${query}`)).status).toBe(422);
    }
    expect((await page(visitor, { limit: "100", cursor: nextCursor })).status).toBe(200);
  });

  it("show every type there is, and acts of an operator without his place", async () => {
    const { visitor, user } = await withEvents(0);
    const { orm, tables } = openDatabase();
    const at = later(new Date(), 1);
    for (const type of EVENT_TYPES) {
      const device = type.startsWith("account_") ? null : DEVICE;
      await orm.insert(tables.events).values({ id: newId("event"), userId: user.id, type, at, device });
    }
    const { body } = await page(visitor, { limit: String(EVENT_TYPES.length) });
    expect(body.events.map(({ type }: { type: string }) => type).toSorted()).toEqual(EVENT_TYPES.toSorted());
    const disabled = body.events.find(({ type }: { type: string }) => type === "account_disabled");
    expect(disabled).toMatchObject({ ip: null, device: null, location: null, sessionId: null });
  });

  it("are for nobody who isn't signed in", async () => {
    const { visitor } = await withEvents(0);
    await visitor.post("/api/auth/logout");
    expect((await visitor.get("/api/me/events")).status).toBe(401);
  });
});
