import { getTableColumns, type InferInsertModel, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Orm } from "./database.ts";

type Values<T extends SQLiteTable> = { [K in keyof InferInsertModel<T>]: InferInsertModel<T>[K] | SQL };

/**
 * `INSERT … SELECT these values WHERE condition`: a row that appears only if its guard holds, in the same transaction.
 * A value may be an SQL expression. Columns left out are null.
 */
export function insertWhere<T extends SQLiteTable>(orm: Orm, table: T, values: Values<T>, condition: SQL) {
  const given = new Map<string, unknown>(Object.entries(values));
  const selected = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const value = given.get(key) ?? null;
    if (isSql(value)) return value;
    // Postgres takes a bare parameter in a SELECT for text, so each one says its type.
    return sql`cast(${sql.param(value, column)} as ${sql.raw(column.getSQLType())})`;
  });
  return orm.insert(table).select(sql`select ${sql.join(selected, sql`, `)} where ${condition}`);
}

function isSql(value: unknown): value is SQL {
  return typeof value === "object" && value !== null && "getSQL" in value;
}
