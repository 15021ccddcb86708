import { useAuth } from "../auth.ts";
import { Lantern } from "../components/drawing.tsx";
import { Findings } from "../components/findings.tsx";
import { Page } from "../components/page.tsx";
import { useEndReason } from "../ending.ts";
import { usePlace } from "../router.ts";
import { suspicionIn, suspicionOf } from "../suspicion.ts";
import { roomWords } from "../words/words.ts";

/** Something made us careful. */
export function HmmPage() {
  const { hmm } = roomWords().mishaps;
  const { state } = useAuth();
  const { search } = usePlace();
  const ending = useEndReason();
  const about = suspicionIn(search) ?? suspicionOf(ending) ?? "other";
  const inside = state.status === "signed_in";
  return (
    <Page title={hmm.title} heading={hmm.about[about].heading}>
      <Lantern />
      <Findings about={about} />
      <p class="actions">
        <a class="button" href={inside ? "/account" : "/sign-in"}>
          {inside ? hmm.account : hmm.signIn}
        </a>
        {(about === "reuse" || about === "disowned" || about === "other") && (
          <a class="button button-quiet" href="/forgot-password">
            {hmm.newPassword}
          </a>
        )}
      </p>
    </Page>
  );
}
