import { sqlite } from "../../workers/db/dialect.ts";
import { defineTables } from "../../workers/db/tables.ts";
import { IMPORTED_COLUMNS, type ImportedUser } from "./user-line.ts";
import { keysOf, type UserKeys, type UserTarget } from "./user-target.ts";

type Row = Record<string, string | number | null>;

/** Asks a SQLite database: a D1 binding, D1's HTTP API, or a file. Parameters are text, so that all three agree. */
export type SqliteQuery = (sql: string, parameters: string[]) => Promise<Row[]>;

const { users } = defineTables(sqlite);
const columns = IMPORTED_COLUMNS.map((key) => ({
  key,
  name: users[key].name,
  isDate: users[key].dataType === "date",
}));
const names = columns.map(({ name }) => name);

// Each list is one parameter, of JSON: D1 takes no more than 100 of them.
const KEYS = 'select id, email, phone, username_key as "usernameKey" from users where';
const HOLDERS = `
  ${KEYS} id in (select value from json_each(?1))
  union ${KEYS} email in (select value from json_each(?2))
  union ${KEYS} phone in (select value from json_each(?3))
  union ${KEYS} username_key in (select value from json_each(?4))`;

// Without "where true" SQLite takes what follows for the condition of a join.
const ADD = `
  insert into users (${names.join(", ")})
  select ${names.map((name) => `value ->> '${name}'`).join(", ")} from json_each(?1) where true
  on conflict do nothing returning id`;

const PAGE = `select ${names.join(", ")} from users where id > ?1 and purge_at is null order by id limit cast(?2 as integer)`;

export function createSqliteTarget(query: SqliteQuery, close: () => Promise<void>): UserTarget {
  return {
    async holders(wanted) {
      const { ids, emails, phones, usernameKeys } = keysOf(wanted);
      const lists = [ids, emails, phones, usernameKeys].map((list) => JSON.stringify(list));
      const rows = await query(HOLDERS, lists);
      return rows.map((row) => row as unknown as UserKeys);
    },

    async add(imported) {
      const rows = await query(ADD, [JSON.stringify(imported.map(rowOf))]);
      return new Set(rows.map(({ id }) => String(id)));
    },

    async page(after, limit) {
      return (await query(PAGE, [after, String(limit)])).map(userOf);
    },

    close,
  };
}

function rowOf(user: ImportedUser): Row {
  return Object.fromEntries(
    columns.map(({ key, name }) => {
      const value = user[key];
      return [name, value instanceof Date ? value.getTime() : value];
    }),
  );
}

function userOf(row: Row): ImportedUser {
  const values = columns.map(({ key, name, isDate }) => {
    const value = row[name] ?? null;
    return [key, isDate && value !== null ? new Date(Number(value)) : value];
  });
  return Object.fromEntries(values) as ImportedUser;
}
