import { describe, expect, inject, it } from "vitest";
import { postgresDatabase } from "../db/postgres.ts";
import { newId } from "../shared/ids.ts";
import { onPostgres, openDatabase } from "../testing/open-database.ts";
import { find } from "./find.ts";
import { databaseProbe } from "./probes.ts";

describe("the database", () => {
  it("is asked in one trip that finds nothing", async () => {
    const db = openDatabase();
    expect(await find(databaseProbe(() => db, newId))).toMatchObject({ outcome: "answered" });
    expect(db.trips.count).toBe(1);
  });

  // D1 is a part of the platform here: only Postgres can be taken away.
  if (onPostgres) {
    it.each([
      ["refuses", "postgres://nobody:nothing@127.0.0.1:9/none", "the database is away"],
      ["is silent", inject("silentDatabase"), /silent/],
    ])("that %s is found out within three seconds", async (_, url, reason) => {
      const start = performance.now();
      const finding = await find(databaseProbe(() => postgresDatabase(url), newId));
      expect(finding).toMatchObject({
        outcome: "failed",
        reason: expect.stringMatching(reason),
      });
      expect(performance.now() - start).toBeLessThan(3_500);
    });
  }
});
