import { useEffect } from "preact/hooks";
import { useAuth } from "../auth.ts";
import { ClosedDoors } from "../components/drawing.tsx";
import { Page } from "../components/page.tsx";
import { SignInForm } from "../components/sign-in-form.tsx";
import { useEnding } from "../ending.ts";
import { follow, nextPlace, usePlace } from "../router.ts";
import { roomWords } from "../words/words.ts";

/** For whoever is sent here, by this site or by an app that it lets people into: what has ended, and the way back in. */
export function SessionEndedPage() {
  const { ended } = roomWords().mishaps;
  const { state } = useAuth();
  const { search } = usePlace();
  const why = useEnding() ?? ended.why;
  const inside = state.status === "signed_in";
  useEffect(() => {
    if (inside) follow(nextPlace(search));
  }, [inside, search]);
  return (
    <Page title={ended.title} lead={why}>
      <ClosedDoors />
      <p>{ended.meaning}</p>
      <SignInForm search={search} />
      <section aria-labelledby="reasons">
        <h2 id="reasons">{ended.reasonsHeading}</h2>
        <ul class="reasons">
          {ended.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <p>
          {ended.none} <a href="/forgot-password">{ended.newPassword}</a>. {ended.signsOut}
        </p>
      </section>
    </Page>
  );
}
