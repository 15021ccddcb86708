import { env } from "cloudflare:workers";
import { d1Database } from "../db/d1.ts";
import type { Database } from "../db/database.ts";
import { postgresDatabase } from "../db/postgres.ts";

/** Whether these tests run on Postgres: each suite of `*.databases.test.ts` runs once on each. */
export const onPostgres = Reflect.get(env, "DATABASE") === "postgres";

const opened: Database[] = [];

/** The database of this run, as a request would open it; closed when the test is over. */
export function openDatabase(): Database {
  const database = onPostgres ? postgresDatabase(env.HYPERDRIVE.connectionString) : d1Database(env.DB);
  opened.push(database);
  return database;
}

export async function closeDatabases(): Promise<void> {
  await Promise.all(opened.splice(0).map((database) => database.close()));
}
