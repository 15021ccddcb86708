import type { EventRow } from "../db/tables.ts";
import type { Event } from "./event.schema.ts";
import { EVENT_TYPES, type EventType } from "./event.store.ts";

/** What a person may see of an event: all of it but whose it is. */
export function eventView({ id, type, at, ip, device, location, sessionId }: EventRow): Event {
  if (!isEventType(type)) throw new Error("an event row has an unknown type");
  return { id, type, at: at.toISOString(), ip, device, location, sessionId };
}

function isEventType(text: string): text is EventType {
  return EVENT_TYPES.some((type) => type === text);
}
