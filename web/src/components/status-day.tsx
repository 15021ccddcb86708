import { timeOfDay } from "../format.ts";
import type { Segment } from "../status-history.ts";
import { roomWords } from "../words/words.ts";

/** Minutes of a day. */
const WIDTH = 1_440;
const HEIGHT = 20;

/** A trouble of seconds is seen, too. */
const LEAST_WIDTH = 6;

/** The worse, the taller: told apart without their colours. */
const TALL: Record<Segment["status"], number> = { ok: 6, disabled: 2, unknown: 2, degraded: 13, down: 20 };

/** The last 24 hours: a strip to be seen, and the same as a table to be read. */
export function StatusDay({ title, segments }: { title: string; segments: Segment[] }) {
  const { status: w } = roomWords();
  const start = segments[0]?.from ?? 0;
  const minutes = (at: number) => (at - start) / 60_000;
  return (
    <div class="strip">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {worstLast(segments).map(({ status, from, to }) => (
          <rect
            key={from}
            class={`strip-${status}`}
            x={Math.min(minutes(from), WIDTH - LEAST_WIDTH)}
            y={HEIGHT - TALL[status]}
            width={Math.max(minutes(to) - minutes(from), LEAST_WIDTH)}
            height={TALL[status]}
          />
        ))}
      </svg>
      <table class="unseen">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{w.from}</th>
            <th scope="col">{w.to}</th>
            <th scope="col">{w.state}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ status, from, to }) => (
            <tr key={from}>
              <td>{timeOfDay(from)}</td>
              <td>{timeOfDay(to)}</td>
              <td>{w.states[status]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is drawn wider than it was covers what is better. */
function worstLast(segments: Segment[]): Segment[] {
  return [...segments].sort((one, other) => TALL[one.status] - TALL[other.status]);
}
