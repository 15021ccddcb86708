import { useId } from "preact/hooks";
import type { Session } from "../../client/types.ts";
import { useAction } from "../action.ts";
import { nameOfDevice } from "../device.ts";
import { roomWords } from "../words/words.ts";
import { DeviceDrawing } from "./device-drawing.tsx";
import { Failure } from "./failure.tsx";
import { SessionFacts } from "./session-facts.tsx";
import { SessionPresence } from "./session-presence.tsx";

export interface SessionCardProps {
  session: Session;
  now: number;
  end(): Promise<void>;
}

/** Another device, and the way to end its session. */
export function SessionCard({ session, now, end }: SessionCardProps) {
  const w = roomWords().sessions;
  const { busy, failure, run } = useAction(end);
  const id = useId();
  return (
    <article class="session" aria-labelledby={id}>
      <DeviceDrawing kind={session.device.kind} />
      <div class="session-title">
        <h3 id={id}>{nameOfDevice(session.device)}</h3>
        <SessionPresence session={session} now={now} />
      </div>
      <SessionFacts session={session} />
      {failure && <Failure error={failure} />}
      <p class="session-acts">
        <button
          type="button"
          class="button button-quiet button-small"
          aria-busy={busy}
          id={`${id}-end`}
          aria-labelledby={`${id}-end ${id}`}
          onClick={run}
        >
          {busy ? w.ending : w.end}
        </button>
      </p>
    </article>
  );
}
