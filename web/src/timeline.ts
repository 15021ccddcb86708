import type { AccountEvent } from "../client/types.ts";
import { isSameDay } from "./calendar.ts";

/** One event, or several alike in a row, of which the newest stands for all. */
export interface Happening {
  newest: AccountEvent;
  oldest: AccountEvent;
  ids: readonly string[];
}

export interface Day {
  /** The newest moment of it that is told. */
  at: string;
  happenings: readonly Happening[];
}

/** Events, newest first, by days of the reader's calendar; failures of the same kind and origin gathered. */
export function timelineOf(events: readonly AccountEvent[]): Day[] {
  const days: { at: string; happenings: Happening[] }[] = [];
  for (const event of events) {
    let day = days.at(-1);
    if (!day || !isSameDay(day.at, event.at)) {
      day = { at: event.at, happenings: [] };
      days.push(day);
    }
    const last = day.happenings.at(-1);
    if (last && isAlike(last.oldest, event)) {
      day.happenings.splice(-1, 1, { ...last, oldest: event, ids: [...last.ids, event.id] });
    } else day.happenings.push({ newest: event, oldest: event, ids: [event.id] });
  }
  return days;
}

function isAlike(one: AccountEvent, other: AccountEvent): boolean {
  return one.type === "sign_in_failed" && originOf(one) === originOf(other);
}

function originOf({ type, ip, device, location }: AccountEvent): string {
  return JSON.stringify([type, ip, device?.name, location?.city, location?.country]);
}
