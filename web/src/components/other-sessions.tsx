import { useEffect, useRef, useState } from "preact/hooks";
import type { Session } from "../../client/types.ts";
import { nameOfDevice } from "../device.ts";
import type { SessionWall } from "../session-wall.ts";
import { toast } from "../toast.ts";
import { roomWords } from "../words/words.ts";
import { Confirm } from "./confirm.tsx";
import { FadingList } from "./fading-list.tsx";
import { SessionCard } from "./session-card.tsx";

export interface OtherSessionsProps {
  wall: SessionWall;
  others: readonly Session[];
  now: number;
}

export function OtherSessions({ wall, others, now }: OtherSessionsProps) {
  const w = roomWords().sessions;
  const [isAsking, setAsking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusHeading = () => heading.current?.focus();
  const count = others.length;
  const hadOthers = useRef(count > 0);
  useEffect(() => {
    // The button that asked, and got the focus back, has gone with the last of them.
    if (hadOthers.current && count === 0 && document.activeElement === document.body) focusHeading();
    hadOthers.current = count > 0;
  }, [count]);

  async function end({ id, device }: Session): Promise<void> {
    await wall.end(id);
    toast(w.ended(nameOfDevice(device)), "good");
  }

  async function endAll(): Promise<void> {
    await wall.endOthers();
    toast(w.othersEnded(count), "good");
  }

  return (
    <section class="wide" aria-labelledby="others">
      <div class="others-head">
        <h2 id="others" ref={heading} tabIndex={-1}>
          {w.others} {count > 0 && <span class="others-count">{count}</span>}
        </h2>
        {count > 0 && (
          <button type="button" class="button button-quiet button-small" onClick={() => setAsking(true)}>
            {w.endOthers}
          </button>
        )}
      </div>
      <FadingList class="sessions" items={others} rescue={focusHeading}>
        {(session) => <SessionCard session={session} now={now} end={() => end(session)} />}
      </FadingList>
      {count === 0 && (
        <div class="empty">
          <p>{w.alone.title}</p>
          <p class="aside">{w.alone.text}</p>
        </div>
      )}
      {isAsking && count > 0 && (
        <Confirm
          title={w.endOthersTitle(count)}
          yes={w.endOthersNow(count)}
          busy={w.ending}
          no={w.cancel}
          act={endAll}
          onDone={() => setAsking(false)}
        >
          <p>{w.endOthersLead}</p>
        </Confirm>
      )}
    </section>
  );
}
