import { useState } from "preact/hooks";
import { client, useAuth } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { Page } from "../components/page.tsx";

export function ConfirmEmailChangePage() {
  const [email, setEmail] = useState<string | null>(null);
  return (
    <MailedLink
      title="Confirm your new address"
      lead="From then on your account has this address, and your other devices are signed out."
      submit="Confirm the new address"
      busy="Confirming…"
      use={async (token) => setEmail((await client.confirmEmailChange(token)).user.email)}
      done={<Changed email={email} />}
      spent="If you have confirmed the address already, it is in place. If not, ask for the change again."
      ways={
        <a class="button" href="/account">
          Your account
        </a>
      }
    />
  );
}

function Changed({ email }: { email: string | null }) {
  const { state } = useAuth();
  return (
    <Page
      title="Your address is changed"
      lead={
        <>
          It is <strong class="address">{email}</strong> from now on. Your other devices are signed out.
        </>
      }
    >
      <p class="actions">
        <a class="button" href="/account">
          {state.status === "signed_in" ? "Your account" : "Sign in"}
        </a>
      </p>
    </Page>
  );
}
