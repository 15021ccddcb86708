import { IN_DEVELOPMENT } from "../mail-sent.ts";

/** Where mail and messages are when nobody has set up who sends them. */
export function DevMailbox() {
  if (!IN_DEVELOPMENT) return null;
  return (
    <p class="aside">
      In development, mail lands in <a href="/__dev">the mailbox</a>.
    </p>
  );
}
