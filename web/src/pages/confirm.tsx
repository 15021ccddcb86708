import { useEffect, useState } from "preact/hooks";
import { hasCode } from "../../client/error.ts";
import { client, useAuth } from "../auth.ts";
import { FormBox } from "../components/form-box.tsx";
import { Page } from "../components/page.tsx";
import { useForm } from "../form.ts";
import { enter } from "../mail-sent.ts";
import { takeToken } from "../mailed-token.ts";
import { nameOf } from "../person.ts";

export function ConfirmPage() {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // A link pasted into a page that is already open changes nothing but the fragment.
    const take = () => setToken((known) => takeToken() ?? known);
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return token ? <Ready key={token} token={token} /> : <NoToken />;
}

function Ready({ token }: { token: string }) {
  const { state } = useAuth();
  const form = useForm({
    fields: [],
    check: () => ({}),
    async send() {
      await client.verifyEmail({ token });
      enter();
    },
  });
  if (hasCode(form.failure, "token_spent")) return <Spent />;
  if (hasCode(form.failure, "invalid_token")) return <NoToken />;
  return (
    <Page title="Confirm your address" lead="One click, and you are in.">
      {state.status === "signed_in" && !form.busy && (
        <p>
          You are signed in as <strong>{nameOf(state.user)}</strong>. Going on signs you in to the account
          this link belongs to; or <a href="/account">stay as you are</a>.
        </p>
      )}
      <FormBox form={form} submit="Confirm and sign in" busy="Confirming…" />
    </Page>
  );
}

function Spent() {
  return (
    <Page
      title="This link has done its work"
      lead="It was used before, a newer one has replaced it, or it has expired. If you have confirmed your address
        already, simply sign in."
    >
      <Ways />
    </Page>
  );
}

function NoToken() {
  return (
    <Page
      title="This link isn’t whole"
      lead="Open it again from the mail, or copy all of it into the address bar: the end is easily lost."
    >
      <Ways />
    </Page>
  );
}

function Ways() {
  return (
    <p class="actions">
      <a class="button" href="/sign-in">
        Sign in
      </a>
      <a class="button button-quiet" href="/check-mail">
        Get a new mail
      </a>
    </p>
  );
}
