import type { BatchItem } from "drizzle-orm/batch";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Tables } from "./tables.ts";

/** Types say D1 everywhere; the Postgres side has the same methods and gives the same values. */
export type Orm = DrizzleD1Database<Record<string, never>>;
export type Statement = BatchItem<"sqlite">;

type Batch = Record<string, Statement>;
type Results<T extends Batch> = { [K in keyof T]: Awaited<T[K]> };

export interface Database {
  readonly orm: Orm;
  readonly tables: Tables;
  readonly trips: Trips;
  /**
   * All statements or none, in the order they are named, and each one's rows by its name. Neither dialect may branch between them: D1 has batches, no
   * interactive transactions. A guard that matches no row rolls nothing back: repeat it in each statement.
   * One round trip on D1, three on Postgres.
   */
  atomically<T extends Batch>(build: (orm: Orm) => T): Promise<Results<T>>;
  /** Gives the connection back, where there is one. Nothing may be asked after it. */
  close(): Promise<void>;
}

/** What the database cost this request, on the wire. */
export interface Trips {
  count: number;
  milliseconds: number;
}

/** Drizzle wraps the driver's error, so look down the chain of causes. */
export function isUniqueViolation(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (("code" in e && e.code === "23505") || /UNIQUE constraint failed/.test(e.message)) return true;
  }
  return false;
}
