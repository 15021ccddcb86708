import { useAuth } from "../auth.ts";
import { Lantern } from "../components/drawing.tsx";
import { Findings } from "../components/findings.tsx";
import { Page } from "../components/page.tsx";
import { useEndReason } from "../ending.ts";
import { usePlace } from "../router.ts";
import { suspicionIn, suspicionOf } from "../suspicion.ts";
import { roomWords, words } from "../words/words.ts";

/** Something made us careful. */
export function HmmPage() {
  const { hmm } = roomWords().mishaps;
  const { state } = useAuth();
  const { search } = usePlace();
  const ending = useEndReason();
  const about = suspicionIn(search) ?? suspicionOf(ending) ?? "other";
  const inside = state.status === "signed_in";
  // Somebody else may have been in.
  const isIntrusion = about === "reuse" || about === "disowned" || about === "other";
  return (
    <Page title={hmm.title} heading={hmm.about[about].heading}>
      <Lantern />
      <Findings about={about} />
      <p class="actions">
        {inside ? (
          <Look isIntrusion={isIntrusion} />
        ) : (
          <a class="button" href={isIntrusion ? "/sign-in?next=/account/sessions" : "/sign-in"}>
            {hmm.signIn}
          </a>
        )}
        {isIntrusion && (
          <a class="button button-quiet" href="/forgot-password">
            {hmm.newPassword}
          </a>
        )}
      </p>
    </Page>
  );
}

function Look({ isIntrusion }: { isIntrusion: boolean }) {
  const { inside } = words().shell;
  if (!isIntrusion) {
    return (
      <a class="button" href="/account">
        {inside.account}
      </a>
    );
  }
  return (
    <>
      <a class="button" href="/account/sessions">
        {inside.devices}
      </a>
      <a class="button button-quiet" href="/account/activity">
        {inside.activity}
      </a>
    </>
  );
}
