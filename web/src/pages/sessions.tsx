import { InsidePage } from "../components/inside-page.tsx";
import { SessionWall } from "../components/session-wall.tsx";
import { signOutEverywhere } from "../leaving.ts";
import "../styles/sessions.css";
import { roomWords, words } from "../words/words.ts";

export function SessionsPage() {
  const { shell } = words();
  const { sessions: w } = roomWords();
  return (
    <InsidePage title={shell.inside.devices} lead={() => w.lead}>
      {(user) => (
        <SessionWall user={user}>
          <section aria-labelledby="unknown-ones">
            <h2 id="unknown-ones">{w.unknownOnes}</h2>
            <p>{w.unknownOnesText(<a href="/account/activity">{w.unknownOnesLink}</a>)}</p>
          </section>
          <section aria-labelledby="everywhere">
            <h2 id="everywhere">{w.everywhere}</h2>
            <p class="aside">{w.everywhereText}</p>
            <p class="actions">
              <button type="button" class="button button-quiet" onClick={signOutEverywhere}>
                {w.signOutEverywhere}
              </button>
            </p>
          </section>
        </SessionWall>
      )}
    </InsidePage>
  );
}
