import type { Suspicion } from "../suspicion.ts";
import { roomWords } from "../words/words.ts";

/** What made us careful, what we did about it, and what to do now. */
export function Findings({ about }: { about: Suspicion | "other" }) {
  const { hmm } = roomWords().mishaps;
  const { saw, did, now } = hmm.about[about];
  return (
    <dl class="findings">
      <div>
        <dt>{hmm.saw}</dt>
        <dd>{saw}</dd>
      </div>
      <div>
        <dt>{hmm.did}</dt>
        <dd>{did}</dd>
      </div>
      <div>
        <dt>{hmm.now}</dt>
        <dd>{now}</dd>
      </div>
    </dl>
  );
}
