import { useState } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { Page } from "../components/page.tsx";
import { roomWords, words } from "../words/words.ts";

export function ConfirmEmailChangePage() {
  const [email, setEmail] = useState<string | null>(null);
  const { waysIn } = words();
  const { links } = roomWords();
  return (
    <MailedLink
      {...links.emailChange}
      busy={waysIn.confirming}
      use={async (token) => setEmail((await client.confirmEmailChange(token)).user.email)}
      done={<Changed email={email} />}
      ways={
        <a class="button" href="/account">
          {links.yourAccount}
        </a>
      }
    />
  );
}

function Changed({ email }: { email: string | null }) {
  const { state } = useAuth();
  const { links } = roomWords();
  return (
    <Page
      title={links.emailChange.doneTitle}
      lead={links.emailChange.doneLead(<strong class="address">{email}</strong>)}
    >
      <p class="actions">
        <a class="button" href="/account">
          {state.status === "signed_in" ? links.yourAccount : words().shell.signIn}
        </a>
      </p>
    </Page>
  );
}
