import type { User } from "../../client/types.ts";
import { ChangeAddress } from "../components/change-address.tsx";
import { ChangePassword } from "../components/change-password.tsx";
import { Disclosure } from "../components/disclosure.tsx";
import { InsidePage } from "../components/inside-page.tsx";
import { PhoneNumber } from "../components/phone-number.tsx";
import { ProfileForm } from "../components/profile-form.tsx";
import { SessionFacts } from "../components/session-facts.tsx";
import { signOut, signOutEverywhere } from "../leaving.ts";
import { nameOf } from "../person.ts";

export function AccountPage() {
  return (
    <InsidePage title="Your account" heading={nameOf} lead={(user) => user.email && <Mailbox user={user} />}>
      {(user) => (
        <>
          <section aria-labelledby="profile">
            <h2 id="profile">Profile</h2>
            <ProfileForm user={user} />
          </section>
          <section aria-labelledby="ways-in">
            <h2 id="ways-in">Ways in</h2>
            <div class="disclosures">
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
            <SessionFacts />
            <p class="actions">
              <button type="button" class="button button-quiet" onClick={signOut}>
                Sign out
              </button>
              <button type="button" class="button button-quiet" onClick={signOutEverywhere}>
                Sign out everywhere
              </button>
            </p>
            <p class="aside">
              “Everywhere” ends every session you have, on all your devices, this one included.
            </p>
          </section>
        </>
      )}
    </InsidePage>
  );
}

function Mailbox({ user }: { user: User }) {
  return (
    <span class="mailbox">
      <span class="address">{user.email}</span>
      <span class={user.emailVerified ? "badge badge-good" : "badge"}>
        {user.emailVerified ? "Verified" : "Not verified"}
      </span>
    </span>
  );
}
