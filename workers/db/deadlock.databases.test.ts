import { env } from "cloudflare:workers";
import { eq, inArray } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { newId } from "../shared/ids.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";

describe.skipIf(!onPostgres)("a batch that waits for another that waits for it", () => {
  it("begins anew once the server has ended it", async () => {
    const db = openDatabase();
    const { users } = db.tables;
    const at = new Date();
    const [first, second] = [newId("user"), newId("user")];
    for (const id of [first, second])
      await db.orm.insert(users).values({ id, revokedBefore: at, devicesVoidBefore: at, createdAt: at });
    const other = new Client({ connectionString: env.HYPERDRIVE.connectionString });
    // What its socket says after it was closed.
    other.on("error", () => undefined);
    await other.connect();
    const rename = (id: string) => other.query("update users set name = 'other' where id = $1", [id]);
    await other.query("BEGIN");
    await rename(second);
    const before = db.trips.count;
    const batch = db.atomically((orm) => ({
      first: orm.update(users).set({ name: "batch" }).where(eq(users.id, first)),
      second: orm.update(users).set({ name: "batch" }).where(eq(users.id, second)),
    }));
    // It holds the first and waits for the second; now each waits for the other, the batch for longer: it has to go.
    await scheduler.wait(300);
    await rename(first);
    await other.query("COMMIT");
    await other.end();
    await batch;
    const rows = await db.orm
      .select()
      .from(users)
      .where(inArray(users.id, [first, second]));
    expect(rows.map(({ name }) => name)).toEqual(["batch", "batch"]);
    expect(db.trips.count - before).toBeGreaterThan(4);
  });
});
