import { env } from "cloudflare:workers";
import { d1Database } from "../db/d1.ts";
import type { Database } from "../db/database.ts";
import { postgresDatabase } from "../db/postgres.ts";

/** Whether these tests run on Postgres: each suite of `*.databases.test.ts` runs once on each. */
export const onPostgres = Reflect.get(env, "DATABASE") === "postgres";

/** The database of this run, as a request would open it. */
export function openDatabase(): Database {
  return onPostgres ? postgresDatabase(env.HYPERDRIVE.connectionString) : d1Database(env.DB);
}
