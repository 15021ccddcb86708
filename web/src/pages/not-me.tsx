import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { Page } from "../components/page.tsx";

export function NotMePage() {
  return (
    <MailedLink
      title="This wasn’t you?"
      lead="Then we sign that device out at once, and mail you a link to choose a new password."
      submit="This wasn’t me"
      busy="Signing it out…"
      use={(token) => client.disownSession(token)}
      done={<SignedOut />}
      spent="If something still worries you, choose a new password: that signs everybody out."
      ways={
        <>
          <a class="button" href="/forgot-password">
            Choose a new password
          </a>
          <a class="button button-quiet" href="/sign-in">
            Sign in
          </a>
        </>
      }
    />
  );
}

function SignedOut() {
  return (
    <Page
      title="That device is signed out"
      lead="One thing is left to do: whoever it was may know your password. We have just mailed you a link to choose a
        new one."
    >
      <p class="aside">
        No mail? <a href="/forgot-password">Ask for another</a>.
      </p>
    </Page>
  );
}
