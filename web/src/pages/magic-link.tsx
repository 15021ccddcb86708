import { client } from "../auth.ts";
import { MailedLink } from "../components/mailed-link.tsx";
import { enter } from "../mail-sent.ts";
import { welcome } from "../texts.ts";

export function MagicLinkPage() {
  return (
    <MailedLink
      title="Sign in with this link"
      lead="One click, and you are in. No password needed."
      submit="Sign in"
      busy="Signing in…"
      signsIn
      use={async (token) => enter(welcome(await client.verifyMagicLink(token)))}
      spent="Ask for another: it takes a moment."
      ways={
        <>
          <a class="button" href="/sign-in/code">
            Get a new link
          </a>
          <a class="button button-quiet" href="/sign-in">
            Sign in with a password
          </a>
        </>
      }
    />
  );
}
