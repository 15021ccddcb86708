import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { enter } from "../mail-sent.ts";
import { welcome } from "../person.ts";
import { roomWords, words } from "../words/words.ts";

export function MagicLinkPage() {
  const { waysIn, shell } = words();
  const { links } = roomWords();
  return (
    <MailedLink
      {...links.magicLink}
      submit={shell.signIn}
      busy={waysIn.signIn.busy}
      signsIn
      use={async (token) => enter(welcome(await client.verifyMagicLink(token)))}
      ways={
        <>
          <a class="button" href="/sign-in/code">
            {waysIn.reset.newLink}
          </a>
          <a class="button button-quiet" href="/sign-in">
            {links.magicLink.withPassword}
          </a>
        </>
      }
    />
  );
}
