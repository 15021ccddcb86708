import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { enter } from "../mail-sent.ts";

export function ConfirmPage() {
  return (
    <MailedLink
      title="Confirm your address"
      lead="One click, and you are in."
      submit="Confirm and sign in"
      busy="Confirming…"
      signsIn
      use={async (token) => {
        await client.verifyEmail({ token });
        enter();
      }}
      spent="If you have confirmed your address already, simply sign in."
      ways={
        <>
          <a class="button" href="/sign-in">
            Sign in
          </a>
          <a class="button button-quiet" href="/check-mail">
            Get a new mail
          </a>
        </>
      }
    />
  );
}
