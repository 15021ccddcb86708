import { words } from "../words/words.ts";
import { Page } from "./page.tsx";

export function PasswordChanged() {
  const { reset } = words().waysIn;
  return (
    <Page title={reset.doneTitle} lead={reset.doneLead}>
      <p class="actions">
        <a class="button" href="/sign-in">
          {words().shell.signIn}
        </a>
      </p>
    </Page>
  );
}
