import type { User } from "../../client/types.ts";
import { looksInside, useAuth } from "../auth.ts";
import { Failure } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { signOut } from "../leaving.ts";
import { nameOf } from "../person.ts";

export function HomePage() {
  const auth = useAuth();
  const { state, trouble } = auth;
  if (state.status === "signed_in") return <Inside user={state.user} />;
  if (looksInside(auth)) return <Page title="Genkan" heading="Welcome in." lead="One moment…" />;
  return (
    <Page
      title="Genkan"
      heading="Every house begins with an entrance."
      lead="In Japan it is the genkan: you arrive, you are greeted, you leave your shoes, you are in. This is that
        room for your app. It signs people up, lets them in and remembers them, from one Worker that is yours."
    >
      <p class="actions">
        <a class="button" href="/sign-up">
          Create an account
        </a>
        <a class="button button-quiet" href="/sign-in">
          Sign in
        </a>
      </p>
      {trouble && <Failure error={trouble} />}
      <dl class="virtues">
        <div>
          <dt>Yours</dt>
          <dd>It runs in your own Cloudflare account, on your own database. Nothing is rented.</dd>
        </div>
        <div>
          <dt>Careful</dt>
          <dd>Passwords are hashed with Argon2id; leaked ones are refused. No script can read a token.</dd>
        </div>
        <div>
          <dt>Plain</dt>
          <dd>
            One JSON API, and this page has no other door. <a href="/docs">Read how it works</a>.
          </dd>
        </div>
      </dl>
    </Page>
  );
}

function Inside({ user }: { user: User }) {
  return (
    <Page
      title="Genkan"
      heading={`Welcome in, ${nameOf(user)}.`}
      lead={
        <>
          You are signed in
          {user.email && (
            <>
              {" "}
              as <strong>{user.email}</strong>
            </>
          )}
          . The doors stay open in every tab until you leave.
        </>
      }
    >
      <p class="actions">
        <a class="button" href="/account">
          Your account
        </a>
        <button type="button" class="button button-quiet" onClick={signOut}>
          Sign out
        </button>
      </p>
    </Page>
  );
}
