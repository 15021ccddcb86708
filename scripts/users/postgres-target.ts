import { postgres } from "../../workers/db/dialect.ts";
import { defineTables } from "../../workers/db/tables.ts";
import { IMPORTED_COLUMNS, type ImportedUser } from "./user-line.ts";
import { keysOf, type UserKeys, type UserTarget } from "./user-target.ts";

type Row = Record<string, unknown>;

/** Asks Postgres; times come back as dates. */
export type PostgresQuery = (sql: string, parameters: unknown[]) => Promise<Row[]>;

const { users } = defineTables(postgres);
const columns = IMPORTED_COLUMNS.map((key) => ({
  key,
  name: users[key].name,
  type: users[key].getSQLType(),
}));
const names = columns.map(({ name }) => name).join(", ");

const KEYS = `select id, email, phone, username_key as "usernameKey" from users where`;
const HOLDERS = `
  ${KEYS} id = any($1::text[])
  union ${KEYS} email = any($2::text[])
  union ${KEYS} phone = any($3::text[])
  union ${KEYS} username_key = any($4::text[])`;

const ADD = `
  insert into users (${names})
  select ${names} from jsonb_to_recordset($1::jsonb) as t (${columns.map(({ name, type }) => `${name} ${type}`).join(", ")})
  on conflict do nothing returning id`;

const PAGE = `
  select ${columns.map(({ key, name }) => `${name} as "${key}"`).join(", ")}
  from users where id > $1 and purge_at is null order by id limit $2`;

export function createPostgresTarget(query: PostgresQuery, close: () => Promise<void>): UserTarget {
  return {
    async holders(wanted) {
      const { ids, emails, phones, usernameKeys } = keysOf(wanted);
      const rows = await query(HOLDERS, [ids, emails, phones, usernameKeys]);
      return rows.map((row) => row as unknown as UserKeys);
    },

    async add(imported) {
      const rows = await query(ADD, [JSON.stringify(imported.map(rowOf))]);
      return new Set(rows.map(({ id }) => String(id)));
    },

    async page(after, limit) {
      return (await query(PAGE, [after, limit])).map((row) => row as unknown as ImportedUser);
    },

    close,
  };
}

/** Dates become ISO 8601 in JSON, which Postgres reads. */
function rowOf(user: ImportedUser): Row {
  return Object.fromEntries(columns.map(({ key, name }) => [name, user[key]]));
}
