import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";

/**
 * The column kit: the few types that both databases have, under one name each. Types say SQLite everywhere;
 * the Postgres kit has the same keys and gives the same TypeScript values (the store contract proves it).
 */
export const sqlite = {
  table: lite.sqliteTable,
  text: (name: string) => lite.text(name),
  /** 32 bits on Postgres: for counts, never for milliseconds. */
  integer: (name: string) => lite.integer(name),
  timestamp: (name: string) => lite.integer(name, { mode: "timestamp_ms" }),
  json: <T>(name: string) => lite.text(name, { mode: "json" }).$type<T>(),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
};

export type Dialect = typeof sqlite;

export const postgres = {
  table: pg.pgTable,
  text: (name: string) => pg.text(name),
  integer: (name: string) => pg.integer(name),
  timestamp: (name: string) => pg.timestamp(name, { withTimezone: true, precision: 3, mode: "date" }),
  json: (name: string) => pg.jsonb(name),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
} as unknown as Dialect;
