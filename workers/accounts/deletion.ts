import type { Push } from "../live/push.ts";
import type { Post } from "../mail/post.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { AppError } from "../shared/errors.ts";
import { after, type Now } from "../shared/time.ts";
import type { Browser } from "./browser.ts";
import type { DeletionStore } from "./deletion.store.ts";
import type { IdentityCheck } from "./identity-check.ts";

/** Leaving: everything ends at once, the data goes after a grace in which any sign-in or reset brings it back. */
export function createDeletion(options: {
  store: DeletionStore;
  identity: IdentityCheck;
  post: Post;
  push: Push;
  rules: { appUrl: string; graceMs: number };
  now: Now;
}) {
  const { store, identity, post, push, rules, now } = options;

  return {
    /** When it will be purged. Throws `wrong_password`, `reauth_required`, `rate_limited` or `validation_failed`. */
    async schedule(live: LiveSession, password: string | undefined, browser: Browser): Promise<Date> {
      await identity(live, password, browser);
      const { user, session } = live;
      const at = now();
      const purgeAt = after(at, rules.graceMs);
      const letter = {
        template: "deletion_scheduled" as const,
        purgeAt: purgeAt.toISOString(),
        signInUrl: `${rules.appUrl}/sign-in`,
      };
      const notice = user.email === null ? null : await post.compose(user.email, letter, purgeAt);
      const act = { userId: user.id, sessionId: session.id, at, purgeAt, notice, visitor: browser.visitor };
      const scheduled = await store.schedule(act);
      if (!scheduled) throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
      push.ended(scheduled.ended);
      if (notice) post.soon(notice);
      return scheduled.purgeAt;
    },
  };
}

export type Deletion = ReturnType<typeof createDeletion>;
