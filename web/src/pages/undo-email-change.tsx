import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { Page } from "../components/page.tsx";

export function UndoEmailChangePage() {
  return (
    <MailedLink
      title="Undo the change of address"
      lead="Your account keeps the address that this mail came to, and everybody is signed out, you too."
      submit="Undo the change"
      busy="Undoing…"
      use={(token) => client.undoEmailChange(token)}
      done={<Undone />}
      spent="If the change still worries you, choose a new password: that signs everybody out."
      ways={<ChooseOrSignIn />}
    />
  );
}

function Undone() {
  return (
    <Page
      title="The change is undone"
      lead="Your account has the address that the mail came to, and everybody was signed out. If it wasn’t you who
        asked for the change, somebody may know your password: choose a new one now."
    >
      <p class="actions">
        <ChooseOrSignIn />
      </p>
    </Page>
  );
}

function ChooseOrSignIn() {
  return (
    <>
      <a class="button" href="/forgot-password">
        Choose a new password
      </a>
      <a class="button button-quiet" href="/sign-in">
        Sign in
      </a>
    </>
  );
}
