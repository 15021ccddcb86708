import type { Push } from "../live/push.ts";
import type { Post } from "../mail/post.ts";
import type { NewId } from "../shared/ids.ts";
import type { Now } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";
import type { DisownStore } from "./disown.store.ts";
import type { PasswordReset } from "./password-reset.ts";

/** "This wasn't me", from the mail about a new device. */
export function createDisown(options: {
  store: DisownStore;
  oneTime: OneTime;
  passwordReset: PasswordReset;
  post: Post;
  push: Push;
  now: Now;
  newId: NewId;
}) {
  const { store, oneTime, passwordReset, post, push, now, newId } = options;

  return {
    /** Ends that session, forgets known browsers, and mails a way to a new password. Throws `invalid_token` or `token_spent`. */
    async disown(token: string, { visitor }: Browser): Promise<void> {
      const { row, user } = await oneTime.byLink("disown", token);
      if (!user) throw oneTime.lost(row, "the account is gone");
      const reset = user.email === null ? null : await passwordReset.compose(user.email);
      const act = { row, userId: user.id, act: newId("oneTime"), reset, visitor, at: now() };
      const ended = await store.disown(act);
      if (!ended) throw oneTime.lost(row, "used meanwhile");
      oneTime.used(row);
      push.ended(ended);
      if (reset) {
        oneTime.sent(reset.row);
        post.soon(reset.mail);
      }
    },
  };
}

export type Disown = ReturnType<typeof createDisown>;
