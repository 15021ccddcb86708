import type { Advice } from "../event-kind.ts";
import { roomWords } from "../words/words.ts";

/** What to do when it was somebody else. */
export function NotMe({ advice }: { advice: Advice }) {
  const w = roomWords().activity;
  return (
    <details class="not-me">
      <summary>{w.notMe}</summary>
      {advice === "inside" ? (
        <div class="not-me-body">
          <p>{w.inside.text}</p>
          <ol>
            <li>
              <a href="/account/sessions">{w.inside.devices}</a>
            </li>
            <li>
              <a href="/account">{w.inside.password}</a>
            </li>
          </ol>
        </div>
      ) : (
        <p class="not-me-body">{w[advice]}</p>
      )}
    </details>
  );
}
