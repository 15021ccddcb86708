import type { Session } from "../../client/types.ts";
import { roomWords } from "../words/words.ts";
import { Ago } from "./moment.tsx";

/** Whether somebody is there, by words and by a dot. Where one looks from, somebody is. */
export function SessionPresence({ session, now }: { session: Session; now: number }) {
  const w = roomWords().sessions;
  const isHere = session.online || session.current;
  return (
    <p class={isHere ? "presence presence-here" : "presence"}>
      <span class="presence-dot" aria-hidden="true" />
      <span>{isHere ? w.hereNow : w.lastSeen(<Ago at={session.lastSeenAt} now={now} />)}</span>
    </p>
  );
}
