import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { skipped } from "./skipped.ts";

const SERVER = process.env.TEST_POSTGRES_URL ?? "postgres://postgres:postgres@127.0.0.1:5432/postgres";
/** By where this checkout is: two of them on one server don't drop each other's in mid-run. */
const CHECKOUT = createHash("sha256")
  .update(import.meta.dirname)
  .digest("hex")
  .slice(0, 8);
const MIGRATIONS = join(import.meta.dirname, "../../migrations/postgres");

/** A new, migrated database of this name on the Postgres server at hand, as a connection string; null, loudly, where there is none. */
export async function postgresForTests(name: string): Promise<string | null> {
  const database = `genkan_test_${CHECKOUT}_${name}`;
  const admin = new Client({ connectionString: SERVER, connectionTimeoutMillis: 2_000 });
  try {
    await admin.connect();
  } catch {
    skipped("the tests on a real Postgres", "no server answers at TEST_POSTGRES_URL or 127.0.0.1:5432");
    return null;
  }
  await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();

  const url = new URL(SERVER);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  for (const statement of await postgresMigrations()) await client.query(statement);
  await client.end();
  return url.href;
}

/** The statements of all migrations, in order. */
export async function postgresMigrations(): Promise<string[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).toSorted();
  const files = await Promise.all(names.map((name) => readFile(join(MIGRATIONS, name), "utf8")));
  return files.flatMap((file) => file.split("--> statement-breakpoint"));
}
