import { useId } from "preact/hooks";
import type { Session } from "../../client/types.ts";
import { nameOfDevice } from "../device.ts";
import { signOut } from "../leaving.ts";
import { roomWords } from "../words/words.ts";
import { DeviceDrawing } from "./device-drawing.tsx";
import { SessionFacts } from "./session-facts.tsx";
import { SessionPresence } from "./session-presence.tsx";

/** The one that one looks from. */
export function ThisSession({ session, now }: { session: Session; now: number }) {
  const w = roomWords().sessions;
  const id = useId();
  return (
    <article class="session session-this" aria-labelledby={id}>
      <DeviceDrawing kind={session.device.kind} />
      <div class="session-title">
        <h2 id={id}>
          {nameOfDevice(session.device)} <span class="badge">{w.thisOne}</span>
        </h2>
        <SessionPresence session={session} now={now} />
      </div>
      <SessionFacts session={session} />
      <p class="session-acts">
        <button type="button" class="button button-quiet button-small" onClick={signOut}>
          {w.signOutHere}
        </button>
      </p>
    </article>
  );
}
