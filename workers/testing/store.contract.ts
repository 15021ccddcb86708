import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type Database, isUniqueViolation } from "../db/database.ts";
import { insertWhere } from "../db/insert-where.ts";
import { newId } from "../shared/ids.ts";

const DEVICE = { name: "Firefox on Linux", browser: "Firefox", os: "Linux", kind: "desktop" } as const;

function userValues(email = `${newId("user")}@example.com`) {
  const at = new Date("2026-01-02T03:04:05.678Z");
  return { id: newId("user"), email, revokedBefore: at, devicesVoidBefore: at, createdAt: at };
}

/** What every query of the service relies on, said once and true of both dialects. */
export function storeContract(name: string, open: () => Promise<Database>): void {
  describe(`the database kit on ${name}`, () => {
    it("gives back dates to the millisecond, JSON as it was, and null for what is left out", async () => {
      const db = await open();
      const { users, events } = db.tables;
      const user = userValues();
      await db.orm.insert(users).values(user);
      const event = {
        id: newId("event"),
        userId: user.id,
        type: "sign_in",
        at: user.createdAt,
        device: DEVICE,
      };
      await db.orm.insert(events).values(event);

      const [stored] = await db.orm.select().from(users).where(eq(users.id, user.id));
      expect(stored).toMatchObject({ ...user, name: null, emailVerifiedAt: null });
      const [history] = await db.orm.select().from(events).where(eq(events.id, event.id));
      expect(history).toEqual({ ...event, ip: null, location: null, sessionId: null });
    });

    it("compares dates as dates", async () => {
      const db = await open();
      const { users } = db.tables;
      const user = userValues();
      await db.orm.insert(users).values(user);
      const before = new Date(user.createdAt.getTime() - 1);
      const newer = (than: Date) =>
        db.orm
          .select({ id: users.id })
          .from(users)
          .where(sql`${users.id} = ${user.id} and ${users.createdAt} > ${sql.param(than, users.createdAt)}`);
      expect(await newer(before)).toHaveLength(1);
      expect(await newer(user.createdAt)).toHaveLength(0);
    });

    it("answers a batch by name, in order, each statement seeing those before it", async () => {
      const db = await open();
      const { users } = db.tables;
      const user = userValues();
      const results = await db.atomically((orm) => ({
        before: orm.select().from(users).where(eq(users.id, user.id)),
        inserted: orm.insert(users).values(user).returning({ id: users.id }),
        renamed: orm
          .update(users)
          .set({ name: "Ada" })
          .where(eq(users.id, user.id))
          .returning({ name: users.name }),
        after: orm.select({ name: users.name }).from(users).where(eq(users.id, user.id)),
      }));
      expect(results).toEqual({
        before: [],
        inserted: [{ id: user.id }],
        renamed: [{ name: "Ada" }],
        after: [{ name: "Ada" }],
      });
    });

    it("writes nothing of a batch in which one statement fails, and calls a duplicate a unique violation", async () => {
      const db = await open();
      const { users } = db.tables;
      const taken = userValues();
      await db.orm.insert(users).values(taken);
      const other = userValues();
      const failure = await db
        .atomically((orm) => ({
          first: orm.insert(users).values(other),
          second: orm.insert(users).values(userValues(taken.email)),
          third: orm.update(users).set({ name: "never" }).where(eq(users.id, taken.id)),
        }))
        .catch((error: unknown) => error);

      expect(isUniqueViolation(failure)).toBe(true);
      expect(await db.orm.select().from(users).where(eq(users.id, other.id))).toEqual([]);
      const [stored] = await db.orm.select().from(users).where(eq(users.id, taken.id));
      expect(stored?.name).toBeNull();
      // The connection is good for the next batch.
      await db.atomically((orm) => ({ again: orm.insert(users).values(other) }));
    });

    it("keeps a lone statement out of a batch that fails beside it", async () => {
      const db = await open();
      const { users } = db.tables;
      const taken = userValues();
      await db.orm.insert(users).values(taken);
      const lone = userValues();
      const [failed] = await Promise.allSettled([
        db.atomically((orm) => ({ twice: orm.insert(users).values(userValues(taken.email)) })),
        db.orm.insert(users).values(lone),
      ]);
      expect(failed.status).toBe("rejected");
      expect(await db.orm.select().from(users).where(eq(users.id, lone.id))).toHaveLength(1);
    });

    it("runs two batches of one request one after the other", async () => {
      const db = await open();
      const { users } = db.tables;
      const rows = [userValues(), userValues()];
      await Promise.all(rows.map((row) => db.atomically((orm) => ({ row: orm.insert(users).values(row) }))));
      for (const { id } of rows)
        expect(await db.orm.select().from(users).where(eq(users.id, id))).toHaveLength(1);
    });

    it("inserts a row under a guard, with the types of its columns and expressions as values", async () => {
      const db = await open();
      const { users, events } = db.tables;
      const user = userValues();
      await db.orm.insert(users).values(user);
      const event = (id: string) => ({
        id,
        userId: sql`(select ${users.id} from ${users} where ${users.email} = ${user.email})`,
        type: "sign_in",
        at: user.createdAt,
        device: DEVICE,
      });
      const yes = newId("event");
      const no = newId("event");
      expect(await insertWhere(db.orm, events, event(yes), sql`1 = 1`).returning({ id: events.id })).toEqual([
        { id: yes },
      ]);
      expect(await insertWhere(db.orm, events, event(no), sql`1 = 0`).returning({ id: events.id })).toEqual(
        [],
      );
      const [stored] = await db.orm.select().from(events).where(eq(events.id, yes));
      expect(stored).toMatchObject({ userId: user.id, at: user.createdAt, device: DEVICE, ip: null });
    });

    it("lets one of twenty win that change the same row under the same condition", async () => {
      const db = await open();
      const { users } = db.tables;
      const user = userValues();
      await db.orm.insert(users).values(user);
      const tries = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const own = await open();
          return own.orm
            .update(own.tables.users)
            .set({ name: `winner ${index}` })
            .where(sql`${own.tables.users.id} = ${user.id} and ${own.tables.users.name} is null`)
            .returning({ name: own.tables.users.name });
        }),
      );
      expect(tries.flat()).toHaveLength(1);
    });

    it("removes what refers to a user with the user", async () => {
      const db = await open();
      const { users, events } = db.tables;
      const user = userValues();
      await db.orm.insert(users).values(user);
      await db.orm
        .insert(events)
        .values({ id: newId("event"), userId: user.id, type: "sign_in", at: user.createdAt });
      await db.orm.delete(users).where(eq(users.id, user.id));
      expect(await db.orm.select().from(events).where(eq(events.userId, user.id))).toEqual([]);
    });

    it("counts round trips on the wire", async () => {
      const db = await open();
      const { users } = db.tables;
      await db.orm.select().from(users).limit(1);
      expect(db.trips.count).toBe(1);
      await db.atomically((orm) => ({
        first: orm.select().from(users).limit(1),
        second: orm.select().from(users).limit(1),
      }));
      expect(db.trips.count).toBe(name === "D1" ? 2 : 4);
    });
  });
}
