import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { enter } from "../mail-sent.ts";
import { roomWords, words } from "../words/words.ts";

export function ConfirmPage() {
  const { waysIn, shell } = words();
  const { links } = roomWords();
  return (
    <MailedLink
      {...links.confirm}
      busy={waysIn.confirming}
      signsIn
      use={async (token) => {
        await client.verifyEmail({ token });
        enter();
      }}
      ways={
        <>
          <a class="button" href="/sign-in">
            {shell.signIn}
          </a>
          <a class="button button-quiet" href="/check-mail">
            {links.confirm.newMail}
          </a>
        </>
      }
    />
  );
}
