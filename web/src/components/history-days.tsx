import { daysAgo } from "../calendar.ts";
import { dateOfDay } from "../format.ts";
import { useNow } from "../now.ts";
import type { Day } from "../timeline.ts";
import { roomWords } from "../words/words.ts";
import { HappeningItem } from "./happening-item.tsx";

export interface HistoryDaysProps {
  days: readonly Day[];
  /** The event that takes the focus. */
  focused: string | null;
}

export function HistoryDays({ days, focused }: HistoryDaysProps) {
  const now = useNow();
  return (
    <>
      {days.map(({ at, happenings }) => (
        <section key={at} class="day" aria-labelledby={at}>
          <h2 id={at}>
            <time dateTime={at.slice(0, 10)}>{nameOfDay(at, now)}</time>
          </h2>
          <ol class="events">
            {happenings.map((happening) => (
              <HappeningItem
                key={happening.newest.id}
                happening={happening}
                takesFocus={focused !== null && happening.ids.includes(focused)}
              />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function nameOfDay(at: string, now: number): string {
  const { today, yesterday } = roomWords().activity;
  return [today, yesterday][daysAgo(at, now)] ?? dateOfDay(at, now);
}
