import type { Trouble, TroubleKind } from "../trouble.ts";
import { roomWords } from "../words/words.ts";
import { type MarkState, StateMark } from "./state-mark.tsx";

const MARKS: Record<TroubleKind, MarkState> = {
  offline: "disabled",
  unreachable: "down",
  down: "down",
  mail: "degraded",
  slow: "degraded",
};

/** A slip of paper at the entrance: there while something is wrong, in nobody's way. */
export function TroubleSlip({ trouble }: { trouble: Trouble | null }) {
  const { slip, newTab } = roomWords().trouble;
  return (
    <aside class="slip" aria-label={roomWords().status.title} aria-live="polite">
      {trouble && (
        <p class="slip-paper">
          <StateMark state={MARKS[trouble.kind]} />
          {trouble.kind === "offline" ? (
            slip.offline
          ) : (
            // What is half typed on this page stays.
            <a href="/status" target="_blank" rel="noopener">
              {slip[trouble.kind]}
              <span class="unseen">{newTab}</span>
            </a>
          )}
        </p>
      )}
    </aside>
  );
}
