import { asc, eq } from "drizzle-orm";
import type { EventType } from "../audit/event.store.ts";
import { openDatabase } from "./open-database.ts";

/** The events of a user, oldest first; those of one act by name. */
export async function historyOf(userId: string) {
  const { orm, tables } = openDatabase();
  const { events } = tables;
  return orm.select().from(events).where(eq(events.userId, userId)).orderBy(asc(events.at), asc(events.type));
}

/** How often each kind of event is in the history of a user. */
export async function tallyOf(userId: string): Promise<Partial<Record<EventType, number>>> {
  const tally: Record<string, number> = {};
  for (const { type } of await historyOf(userId)) tally[type] = (tally[type] ?? 0) + 1;
  return tally;
}
