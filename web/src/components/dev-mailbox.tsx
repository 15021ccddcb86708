import { IN_DEVELOPMENT } from "../mail-sent.ts";
import { words } from "../words/words.ts";

/** Where mail and messages are when nobody has set up who sends them. */
export function DevMailbox() {
  if (!IN_DEVELOPMENT) return null;
  const { devMailbox, devMailboxName } = words().waysIn;
  return <p class="aside">{devMailbox(<a href="/__dev">{devMailboxName}</a>)}</p>;
}
