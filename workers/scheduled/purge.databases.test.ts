import { count, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { SessionRow } from "../db/tables.ts";
import { newId } from "../shared/ids.ts";
import {
  AUDIT_KEEP_MS,
  ONE_TIME_KEEP_MS,
  OUTBOX_KEEP_MS,
  PURGE_CHUNK,
  PURGE_CHUNKS_MAX,
  PURGE_USERS_MAX,
  SESSION_KEEP_MS,
} from "../shared/limits.ts";
import { DAY, after as later, MINUTE } from "../shared/time.ts";
import { addEvents } from "../testing/many-events.ts";
import { openDatabase } from "../testing/open-database.ts";
import { createVisitor, mailedToken, PASSWORD, signUp } from "../testing/visitor.ts";
import { createPurge } from "./purge.ts";

const purge = (at: Date = new Date()) => createPurge(openDatabase(), () => at)();

/** Somebody with a row in every table that can refer to a user. */
async function somebody() {
  const visitor = createVisitor();
  const { email, user } = await signUp(visitor);
  const { orm, tables } = openDatabase();
  const phone = `+${newId("user").replace(/\D/g, "")}${Date.now()}`;
  await orm.update(tables.users).set({ phone }).where(eq(tables.users.id, user.id));
  for (const [subject, userId] of [
    [phone, null],
    [user.id, user.id],
  ] as const)
    await request(subject, userId);
  return { visitor, email, phone, id: user.id as string };
}

async function request(subject: string, userId: string | null, expiresAt = later(new Date(), MINUTE)) {
  const { orm, tables } = openDatabase();
  const id = newId("oneTime");
  await orm.insert(tables.oneTime).values({
    id,
    purpose: "test",
    subject,
    userId,
    linkDigest: id,
    codeDigest: "x",
    attempts: 0,
    askedBy: "x",
    contested: 0,
    createdAt: new Date(),
    expiresAt,
    codeExpiresAt: expiresAt,
  });
  return id;
}

async function schedule(userId: string, purgeAt: Date | null): Promise<void> {
  const { orm, tables } = openDatabase();
  await orm.update(tables.users).set({ purgeAt }).where(eq(tables.users.id, userId));
}

/** What there is of somebody, by table. */
async function remains({ id, email, phone }: { id: string; email: string; phone: string }) {
  const { orm, tables } = openDatabase();
  const { users, sessions, events, oneTime } = tables;
  const requests = await orm.select().from(oneTime);
  return {
    users: (await orm.select().from(users).where(eq(users.id, id))).length,
    sessions: (await orm.select().from(sessions).where(eq(sessions.userId, id))).length,
    events: (await orm.select({ n: count() }).from(events).where(eq(events.userId, id)))[0]?.n ?? 0,
    requests: requests.filter(({ userId, subject }) => userId === id || [id, email, phone].includes(subject))
      .length,
  };
}

const NOTHING = { users: 0, sessions: 0, events: 0, requests: 0 };
/** As `somebody` comes: one session, three events of signing up, one used link and two requests. */
const ALL = { users: 1, sessions: 1, events: 3, requests: 3 };

describe("an account whose deletion is due", () => {
  it("goes with everything that refers to it, and nobody else's goes along", async () => {
    const [gone, scheduled, kept] = [await somebody(), await somebody(), await somebody()];
    const now = new Date();
    await schedule(gone.id, now);
    await schedule(scheduled.id, later(now, 1));
    // Somebody else waits for a number to be proved that was the deleted one's.
    const others = await request(`${gone.phone}0`, kept.id);
    const { orm, tables } = openDatabase();
    await orm
      .update(tables.oneTime)
      .set({ purpose: "phone", subject: gone.phone })
      .where(eq(tables.oneTime.id, others));

    expect((await purge(now)).users).toBe(1);
    expect(await remains(gone)).toEqual({ ...NOTHING, requests: 1 });
    expect(await remains(scheduled)).toEqual(ALL);
    expect(await remains(kept)).toEqual({ ...ALL, requests: 4 });
    expect((await purge(now)).users).toBe(0);
    await schedule(scheduled.id, null);
  });

  it("stays when it was restored before", async () => {
    const person = await somebody();
    await schedule(person.id, later(new Date(), -1));
    await schedule(person.id, null);
    await purge();
    expect(await remains(person)).toEqual(ALL);
  });

  it("goes after days off just the same", async () => {
    const person = await somebody();
    await schedule(person.id, later(new Date(), -100 * DAY));
    await purge();
    expect(await remains(person)).toEqual(NOTHING);
  });

  it("goes in several runs when there is more than one run takes, the user last", async () => {
    const person = await somebody();
    const more = PURGE_CHUNK * PURGE_CHUNKS_MAX + PURGE_CHUNK;
    await addEvents(person.id, more);
    await schedule(person.id, new Date());
    expect((await purge()).users).toBe(0);
    expect(await remains(person)).toEqual({ ...NOTHING, users: 1, events: PURGE_CHUNK + ALL.events });
    expect((await purge()).users).toBe(1);
    expect(await remains(person)).toEqual(NOTHING);
  });

  it("goes once when two runs are at it at the same time", async () => {
    for (let round = 0; round < 3; round++) {
      const people = [await somebody(), await somebody(), await somebody()];
      for (const { id } of people) {
        await addEvents(id, 2 * PURGE_CHUNK);
        await schedule(id, new Date());
      }
      const runs = await Promise.all([purge(), purge(), purge()]);
      const last = await purge();
      expect([...runs, last].reduce((sum, { users }) => sum + users, 0)).toBe(people.length);
      for (const person of people) expect(await remains(person)).toEqual(NOTHING);
    }
  });

  it("goes with as many others as one run takes; the next takes the rest", async () => {
    const { orm, tables } = openDatabase();
    const at = new Date();
    for (let i = 0; i < PURGE_USERS_MAX + 1; i++) {
      const values = {
        id: newId("user"),
        revokedBefore: at,
        devicesVoidBefore: at,
        createdAt: at,
        purgeAt: at,
      };
      await orm.insert(tables.users).values(values);
    }
    expect((await purge(at)).users).toBe(PURGE_USERS_MAX);
    expect((await purge(at)).users).toBe(1);
  });

  it("leaves an address that somebody may sign up with anew, and finds nothing of before", async () => {
    const person = await somebody();
    await schedule(person.id, new Date());
    await purge();
    expect((await person.visitor.get("/api/me")).status).toBe(401);
    expect((await person.visitor.post("/api/auth/refresh")).body.code).toBe("refresh_invalid");
    const login = { identifier: person.email, password: PASSWORD };
    expect((await createVisitor().post("/api/auth/login", login)).body.code).toBe("invalid_credentials");

    const anew = createVisitor();
    await anew.post("/api/auth/signup", { email: person.email, password: "a wholly other one" });
    const { body } = await anew.post("/api/auth/email/verify", { token: await mailedToken(person.email) });
    expect(body.user.id).not.toBe(person.id);
    const events = (await anew.get("/api/me/events")).body.events;
    expect(events).toHaveLength(ALL.events);
    expect((await createVisitor().post("/api/auth/login", login)).status).toBe(401);
  });
});

describe("foreign keys", () => {
  it("take along what refers to a user, should one go before them", async () => {
    const person = await somebody();
    const { orm, tables } = openDatabase();
    await orm.delete(tables.users).where(eq(tables.users.id, person.id));
    // What was asked for before anybody knew whose it was names no user: the used link, and the code for the number.
    expect(await remains(person)).toEqual({ ...NOTHING, requests: 2 });
  });
});

describe("what is over", () => {
  it("goes when it has been kept long enough, and not a millisecond before", async () => {
    const person = await somebody();
    const now = new Date();
    const { orm, tables } = openDatabase();
    const [session] = await orm.select().from(tables.sessions).where(eq(tables.sessions.userId, person.id));
    const mail = { channel: "email", attempts: 1, expiresAt: now, sentAt: now };
    const keep = {
      oneTime: ONE_TIME_KEEP_MS,
      sessions: SESSION_KEEP_MS,
      events: AUDIT_KEEP_MS,
      outbox: OUTBOX_KEEP_MS,
    };
    const make = async (extra: number) => {
      const until = (ms: number) => later(now, -ms - extra);
      const ids = { oneTime: "", sessions: newId("session"), events: newId("event"), outbox: newId("mail") };
      ids.oneTime = await request(newId("user"), null, until(keep.oneTime));
      await orm
        .insert(tables.sessions)
        .values({ ...(session as SessionRow), id: ids.sessions, expiresAt: until(keep.sessions) });
      await orm
        .insert(tables.events)
        .values({ id: ids.events, userId: person.id, type: "sign_in", at: until(keep.events) });
      await orm.insert(tables.outbox).values({ ...mail, id: ids.outbox, createdAt: until(keep.outbox) });
      return ids;
    };
    const [old, young] = [await make(1), await make(0)];
    const waiting = newId("mail");
    await orm
      .insert(tables.outbox)
      .values({ ...mail, id: waiting, sentAt: null, createdAt: later(now, -DAY - 1), nextAttemptAt: now });

    expect(await purge(now)).toMatchObject({ oneTime: 1, sessions: 1, events: 1, outbox: 1 });
    for (const name of ["oneTime", "sessions", "events", "outbox"] as const) {
      const table = tables[name];
      const left = (await orm.select({ id: table.id }).from(table)).map(({ id }) => id);
      expect(left).not.toContain(old[name]);
      expect(left).toContain(young[name]);
      if (name === "outbox") expect(left).toContain(waiting);
    }
    expect(await purge(now)).toEqual({ users: 0, oneTime: 0, sessions: 0, events: 0, outbox: 0 });
  });

  it("goes in several runs when it is more than one run takes, years of it", async () => {
    await purge();
    const person = await somebody();
    const most = PURGE_CHUNK * PURGE_CHUNKS_MAX;
    await addEvents(person.id, most + 5, later(new Date(), -3 * 365 * DAY));
    expect((await purge()).events).toBe(most);
    expect((await purge()).events).toBe(5);
    expect(await remains(person)).toEqual(ALL);
  });

  it("goes once when two runs are at it at the same time", async () => {
    const person = await somebody();
    await addEvents(person.id, 5 * PURGE_CHUNK, later(new Date(), -AUDIT_KEEP_MS - DAY));
    const runs = await Promise.all([purge(), purge()]);
    const last = await purge();
    expect([...runs, last].reduce((sum, { events }) => sum + events, 0)).toBe(5 * PURGE_CHUNK);
    expect(await remains(person)).toEqual(ALL);
  });
});
