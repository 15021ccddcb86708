import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { Page } from "../components/page.tsx";
import { roomWords, words } from "../words/words.ts";

export function UndoEmailChangePage() {
  return (
    <MailedLink
      {...roomWords().links.emailUndo}
      use={(token) => client.undoEmailChange(token)}
      done={<Undone />}
      ways={<ChooseOrSignIn />}
    />
  );
}

function Undone() {
  const { emailUndo } = roomWords().links;
  return (
    <Page title={emailUndo.doneTitle} lead={emailUndo.doneLead}>
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
        {roomWords().links.choosePassword}
      </a>
      <a class="button button-quiet" href="/sign-in">
        {words().shell.signIn}
      </a>
    </>
  );
}
