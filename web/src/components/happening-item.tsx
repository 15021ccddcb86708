import { useEffect, useRef } from "preact/hooks";
import type { AccountEvent } from "../../client/types.ts";
import { nameOfDevice, placeName } from "../device.ts";
import { kindOf } from "../event-kind.ts";
import { dateAndTime, timeSpan } from "../format.ts";
import type { Happening } from "../timeline.ts";
import { roomWords } from "../words/words.ts";
import { EventIcon } from "./event-icon.tsx";
import { NotMe } from "./not-me.tsx";

export interface HappeningItemProps {
  happening: Happening;
  /** Where those begin that somebody asked for: to be read on from here. */
  takesFocus: boolean;
}

export function HappeningItem({ happening, takesFocus }: HappeningItemProps) {
  const w = roomWords().activity;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (takesFocus) element.current?.focus();
  }, [takesFocus]);
  const { newest, oldest } = happening;
  const { icon, isGrave, advice } = kindOf(newest.type);
  return (
    <li ref={element} tabIndex={-1} class={isGrave ? "event event-grave" : "event"}>
      <EventIcon icon={icon} />
      <div class="event-what">
        <p class="event-title">
          {titleOf(happening)}
          {isGrave && <span class="badge badge-look">{w.look}</span>}
        </p>
        {newest.type === "refresh_reused" && <p>{w.notes.refresh_reused}</p>}
        <p class="event-from">{originOf(newest)}</p>
        {advice && <NotMe advice={advice} />}
      </div>
      <p class="event-time">
        <time dateTime={newest.at} title={dateAndTime(newest.at)}>
          {timeSpan(oldest.at, newest.at)}
        </time>
      </p>
    </li>
  );
}

function titleOf({ newest: { type, sessionId }, ids }: Happening): string {
  const w = roomWords().activity;
  if (ids.length > 1) return w.failures(ids.length);
  if (type === "session_revoked" && sessionId === null) return w.sessionsEnded;
  return w.types[type] ?? w.otherType;
}

function originOf({ device, location, ip }: AccountEvent): string {
  const { activity, devices } = roomWords();
  if (device === null) return activity.byOperator;
  return [nameOfDevice(device), placeName(location), ip ?? devices.unknownAddress].join("\u00a0· ");
}
