import { useEffect, useRef } from "preact/hooks";
import { restore, useAuth } from "../auth.ts";
import { ChangeAddress } from "../components/change-address.tsx";
import { ChangePassword } from "../components/change-password.tsx";
import { DeleteAccount } from "../components/delete-account.tsx";
import { Disclosure } from "../components/disclosure.tsx";
import { Failure } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { PhoneNumber } from "../components/phone-number.tsx";
import { ProfileForm } from "../components/profile-form.tsx";
import { SessionFacts } from "../components/session-facts.tsx";
import { useEnding } from "../ending.ts";
import { purgeTime, signOut, signOutEverywhere } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { navigate } from "../router.ts";
import { dateAndTime } from "../texts.ts";

export function AccountPage() {
  const { state, trouble } = useAuth();
  const wasInside = useRef(false);
  wasInside.current ||= state.status === "signed_in";
  const purgeAt = purgeTime();
  const stranger = state.status === "signed_out" && !wasInside.current && purgeAt === null;
  useEffect(() => {
    if (stranger) navigate("/sign-in?next=%2Faccount", { replace: true });
  }, [stranger]);

  if (state.status === "signed_out" && purgeAt !== null) return <Leaving purgeAt={purgeAt} />;
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
      <section aria-labelledby="ways-in">
        <h2 id="ways-in">Ways in</h2>
        <div key={user.id} class="disclosures">
          <Disclosure label="Email address" value={user.email ?? "None yet"}>
            <ChangeAddress />
          </Disclosure>
          <Disclosure label="Password">
            <ChangePassword />
          </Disclosure>
          <Disclosure label="Phone number" value={user.phone ?? "None yet"}>
            <PhoneNumber phone={user.phone} />
          </Disclosure>
        </div>
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
      <section aria-labelledby="leaving">
        <h2 id="leaving">Leaving for good</h2>
        <div class="disclosures">
          <Disclosure label="Delete your account">
            <DeleteAccount />
          </Disclosure>
        </div>
      </section>
    </Page>
  );
}

function Leaving({ purgeAt }: { purgeAt: string }) {
  return (
    <Page
      title="Your account will be deleted"
      lead={
        <>
          It is closed, and you are signed out everywhere. On{" "}
          <time dateTime={purgeAt}>{dateAndTime(purgeAt)}</time> it goes for good, with everything that is
          stored about you.
        </>
      }
    >
      <p>Changed your mind? Sign in before then, and all is as it was.</p>
      <p class="actions">
        <a class="button" href="/sign-in">
          Sign in and keep my account
        </a>
      </p>
    </Page>
  );
}

function SignedOut() {
  const why = useEnding() ?? "This session has ended, here or from another tab or device.";
  return (
    <Page title="You are signed out" lead={why}>
      <p class="actions">
        <a class="button" href="/sign-in?next=%2Faccount">
          Sign in again
        </a>
      </p>
    </Page>
  );
}
