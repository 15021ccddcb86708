import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { Page } from "../components/page.tsx";
import { roomWords, words } from "../words/words.ts";

export function NotMePage() {
  const { shell } = words();
  const { links } = roomWords();
  return (
    <MailedLink
      {...links.notMe}
      use={(token) => client.disownSession(token)}
      done={<SignedOut />}
      ways={
        <>
          <a class="button" href="/forgot-password">
            {links.choosePassword}
          </a>
          <a class="button button-quiet" href="/sign-in">
            {shell.signIn}
          </a>
        </>
      }
    />
  );
}

function SignedOut() {
  const { notMe } = roomWords().links;
  return (
    <Page title={notMe.doneTitle} lead={notMe.doneLead}>
      <p class="aside">{notMe.noMail(<a href="/forgot-password">{notMe.another}</a>)}</p>
    </Page>
  );
}
