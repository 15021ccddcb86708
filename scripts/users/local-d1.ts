import { createHash, createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createSqliteTarget } from "./sqlite-target.ts";
import type { UserTarget } from "./user-target.ts";

/** `wrangler dev` may be writing to it. */
const WAIT_MAX_MS = 10_000;

/** How wrangler names the object that a D1 database is on a laptop. */
const OBJECT = "miniflare-D1DatabaseObject";
const ID_BYTES = 16;

/**
 * The file of a local D1 database. It is opened as what it is, SQLite: wrangler itself would take half of the memory that
 * an import may have. `folder` is wrangler's `--persist-to`.
 */
export function localD1File(folder: string, databaseId: string): string {
  const key = createHash("sha256").update(OBJECT).digest();
  const mac = (text: string | Buffer) =>
    createHmac("sha256", key).update(text).digest().subarray(0, ID_BYTES);
  const name = mac(databaseId);
  return join(folder, "v3/d1", OBJECT, `${Buffer.concat([name, mac(name)]).toString("hex")}.sqlite`);
}

/** Throws where there is none. */
export function openLocalD1(folder: string, databaseId: string): UserTarget {
  const file = localD1File(folder, databaseId);
  if (!existsSync(file)) throw new Error(`There is no local D1 in ${folder}: npm run db:migrate makes it`);
  const db = new DatabaseSync(file, { timeout: WAIT_MAX_MS });
  return createSqliteTarget(
    async (sql, parameters) => db.prepare(sql).all(...parameters) as never,
    async () => db.close(),
  );
}
