import { dayOf, timeOfDay } from "../format.ts";
import type { Change } from "../service-status.ts";
import { type ToldChange, toldChanges } from "../status-history.ts";
import { roughly } from "../texts.ts";
import { roomWords } from "../words/words.ts";
import { StateMark } from "./state-mark.tsx";

/** What changed, newest first, by days. */
export function StatusNews({ changes, now }: { changes: Change[]; now: number }) {
  const { status: w } = roomWords();
  if (changes.length === 0) return <p class="aside">{w.nothing}</p>;
  const days = Map.groupBy(toldChanges(changes), ({ at }) => dayOf(at, now));
  return (
    <div class="news">
      {[...days].map(([day, told]) => (
        <div key={day}>
          <h3>{day}</h3>
          <ol>
            {told.map((change) => (
              <News key={`${change.at} ${change.component}`} {...change} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}

function News({ at, component, status, lastedMs }: ToldChange) {
  const { status: w } = roomWords();
  const again = lastedMs === null ? w.again : w.againAfter(roughly(Math.ceil(lastedMs / 1000)));
  return (
    <li>
      <time dateTime={at}>{timeOfDay(at)}</time>
      <StateMark state={status} />
      <span>{w.change(w.names[component], status === "ok" ? again : w.states[status])}</span>
    </li>
  );
}
