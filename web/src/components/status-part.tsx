import type { ComponentName, ServiceStatus } from "../service-status.ts";
import { segmentsOf } from "../status-history.ts";
import { language, roomWords } from "../words/words.ts";
import { StateMark } from "./state-mark.tsx";
import { StatusDay } from "./status-day.tsx";

export interface StatusPartProps {
  name: ComponentName;
  status: ServiceStatus;
  /** Milliseconds since 1970: until when the day is drawn. */
  now: number;
}

/** One thing that the service stands on: how it is, what that means, and its day. */
export function StatusPart({ name, status: { components, changes }, now }: StatusPartProps) {
  const { status: w } = roomWords();
  const { status, latencyMs } = components[name];
  const count = latencyMs === null ? null : new Intl.NumberFormat(language()).format(latencyMs);
  return (
    <li class="part">
      <h3>
        <StateMark state={status} />
        {w.names[name]}
      </h3>
      <p class={`part-state part-${status}`}>{w.states[status]}</p>
      {count !== null && <p class="part-latency">{w.milliseconds(count)}</p>}
      <p class="part-meaning">{w.meanings[name][status]}</p>
      <StatusDay title={w.table(w.names[name])} segments={segmentsOf(changes, name, status, now)} />
    </li>
  );
}
