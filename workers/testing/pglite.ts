import { PGlite } from "@electric-sql/pglite";
import { type PostgresDriver, postgresDatabaseOver } from "../db/postgres.ts";
import { postgresMigrations } from "./postgres-for-tests.ts";

const TIMESTAMPTZ = 1184;

/** Postgres in this very process, migrated: fast and everywhere, but one connection, so it proves no races. */
export async function openPGlite() {
  const lite = new PGlite();
  for (const statement of await postgresMigrations()) await lite.exec(statement);
  const driver: PostgresDriver = {
    close: async () => undefined,
    query(config, values) {
      const { text, rowMode } =
        typeof config === "string" ? { text: config } : { rowMode: undefined, ...config };
      return lite.query(text, values, {
        ...(rowMode === "array" && { rowMode: "array" as const }),
        // Drizzle wants the text, as it has node-postgres give it.
        parsers: { [TIMESTAMPTZ]: (value: string) => value },
      });
    },
  };
  return () => postgresDatabaseOver(driver);
}
