import type { User } from "../../client/types.ts";
import { AccountLanguage } from "../components/account-language.tsx";
import { ChangeAddress } from "../components/change-address.tsx";
import { ChangePassword } from "../components/change-password.tsx";
import { Disclosure } from "../components/disclosure.tsx";
import { InsidePage } from "../components/inside-page.tsx";
import { PhoneNumber } from "../components/phone-number.tsx";
import { ProfileForm } from "../components/profile-form.tsx";
import { signOut, signOutEverywhere } from "../leaving.ts";
import { nameOf } from "../person.ts";
import { roomWords, words } from "../words/words.ts";

export function AccountPage() {
  const { account } = roomWords();
  return (
    <InsidePage title={account.title} heading={nameOf} lead={(user) => user.email && <Mailbox user={user} />}>
      {(user) => (
        <>
          <section aria-labelledby="profile">
            <h2 id="profile">{account.profile}</h2>
            <ProfileForm user={user} />
          </section>
          <section aria-labelledby="ways-in">
            <h2 id="ways-in">{account.waysIn}</h2>
            <div class="disclosures">
              <Disclosure label={account.email.label} value={user.email ?? account.noneYet}>
                <ChangeAddress />
              </Disclosure>
              <Disclosure label={account.password.label}>
                <ChangePassword />
              </Disclosure>
              <Disclosure label={account.phone.label} value={user.phone ?? account.noneYet}>
                <PhoneNumber phone={user.phone} />
              </Disclosure>
            </div>
          </section>
          <section aria-labelledby="language">
            <h2 id="language">{account.language.heading}</h2>
            <AccountLanguage />
          </section>
          <section aria-labelledby="devices">
            <h2 id="devices">{words().shell.inside.devices}</h2>
            <p>
              <a href="/account/sessions">{roomWords().sessions.link}</a>
            </p>
            <p class="actions">
              <button type="button" class="button button-quiet" onClick={signOut}>
                {words().shell.signOut}
              </button>
              <button type="button" class="button button-quiet" onClick={signOutEverywhere}>
                {roomWords().sessions.signOutEverywhere}
              </button>
            </p>
            <p class="aside">{roomWords().sessions.everywhereText}</p>
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
        {user.emailVerified ? roomWords().account.verified : roomWords().account.unverified}
      </span>
    </span>
  );
}
