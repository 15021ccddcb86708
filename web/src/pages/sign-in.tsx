import { useEffect } from "preact/hooks";
import { useAuth } from "../auth.ts";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { SignInForm } from "../components/sign-in-form.tsx";
import { useEnding } from "../ending.ts";
import { follow, nextPlace, usePlace } from "../router.ts";
import { words } from "../words/words.ts";

export function SignInPage() {
  const { state } = useAuth();
  const { search } = usePlace();
  const { signIn } = words().waysIn;
  const why = useEnding();
  const inside = state.status === "signed_in";
  useEffect(() => {
    if (inside) follow(nextPlace(search));
  }, [inside, search]);

  return (
    <Page title={signIn.title} lead={signIn.lead(<a href="/sign-up">{signIn.signUp}</a>)}>
      {why && (
        <Notice>
          <p>{why}</p>
        </Notice>
      )}
      <SignInForm search={search} />
    </Page>
  );
}
