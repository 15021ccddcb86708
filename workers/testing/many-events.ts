import { sql } from "drizzle-orm";
import { openDatabase } from "./open-database.ts";

/** So many events of a user at once, all of one moment. */
export async function addEvents(userId: string, count: number, at: Date = new Date()): Promise<void> {
  const { orm, tables } = openDatabase();
  const { events } = tables;
  const moment = sql`cast(${sql.param(at, events.at)} as ${sql.raw(events.at.getSQLType())})`;
  const nothing = (column: { getSQLType(): string }) => sql`cast(null as ${sql.raw(column.getSQLType())})`;
  await orm.insert(events).select(sql`
    with recursive counted(n) as (select 1 union all select n + 1 from counted where n < cast(${count} as integer))
    select 'evt_' || ${userId} || '_' || cast(n as text), ${userId}, 'sign_in_failed', ${moment},
      ${nothing(events.ip)}, ${nothing(events.device)}, ${nothing(events.location)}, ${nothing(events.sessionId)}
    from counted`);
}
