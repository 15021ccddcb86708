import { useEffect, useRef } from "preact/hooks";
import { restore, useAuth } from "../auth.ts";
import { Failure } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { ProfileForm } from "../components/profile-form.tsx";
import { SessionFacts } from "../components/session-facts.tsx";
import { signOut, signOutEverywhere } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { navigate } from "../router.ts";

export function AccountPage() {
  const { state, trouble } = useAuth();
  const wasInside = useRef(false);
  wasInside.current ||= state.status === "signed_in";
  const stranger = state.status === "signed_out" && !wasInside.current;
  useEffect(() => {
    if (stranger) navigate("/sign-in?next=%2Faccount", { replace: true });
  }, [stranger]);

  if (state.status === "signed_out" && wasInside.current) return <SignedOut />;
  if (state.status !== "signed_in") {
    return (
      <Page title="Your account" lead={trouble ? undefined : "One moment…"}>
        {trouble && (
          <>
            <Failure error={trouble} />
            <button type="button" class="button" onClick={restore}>
              Try again
            </button>
          </>
        )}
      </Page>
    );
  }

  const { user } = state;
  return (
    <Page title="Your account" heading={nameOf(user)}>
      {user.email && (
        <p class="lead mailbox">
          <span class="address">{user.email}</span>
          <span class={user.emailVerified ? "badge badge-good" : "badge"}>
            {user.emailVerified ? "Verified" : "Not verified"}
          </span>
        </p>
      )}
      <section aria-labelledby="profile">
        <h2 id="profile">Profile</h2>
        <ProfileForm key={user.id} user={user} />
      </section>
      <section aria-labelledby="session">
        <h2 id="session">This session</h2>
        <SessionFacts key={user.id} />
        <p class="actions">
          <button type="button" class="button button-quiet" onClick={signOut}>
            Sign out
          </button>
          <button type="button" class="button button-quiet" onClick={signOutEverywhere}>
            Sign out everywhere
          </button>
        </p>
        <p class="aside">“Everywhere” ends every session you have, on all your devices, this one included.</p>
      </section>
    </Page>
  );
}

function SignedOut() {
  return (
    <Page title="You are signed out" lead="This session has ended, here or from another tab or device.">
      <p class="actions">
        <a class="button" href="/sign-in?next=%2Faccount">
          Sign in again
        </a>
      </p>
    </Page>
  );
}
