import type { Push } from "../live/push.ts";
import type { Post } from "../mail/post.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import type { OpenSession, Sessions } from "../sessions/session.ts";
import { AppError } from "../shared/errors.ts";
import { NOTICE_TTL_MS } from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";
import type { Browser } from "./browser.ts";
import type { IdentityCheck } from "./identity-check.ts";
import type { NewPasswords } from "./new-password.ts";
import type { PasswordStore } from "./password.store.ts";

export interface PasswordChangeRequest {
  currentPassword?: string | undefined;
  newPassword: string;
  keepOtherSessions: boolean;
}

/** A new password for whoever is signed in and knows the one before, or has none and signed in just now. */
export function createPasswordChange(options: {
  store: PasswordStore;
  sessions: Sessions;
  identity: IdentityCheck;
  newPasswords: NewPasswords;
  post: Post;
  push: Push;
  appUrl: string;
  now: Now;
}) {
  const { store, sessions, identity, newPasswords, post, push, appUrl, now } = options;

  return {
    /** Throws `wrong_password`, `reauth_required`, `password_rejected`, `rate_limited`, `unauthenticated` or `unavailable`. */
    async change(live: LiveSession, request: PasswordChangeRequest, browser: Browser): Promise<OpenSession> {
      const { user, session } = live;
      const password = await newPasswords.check(request.newPassword, user.email, "newPassword");
      await identity(live, request.currentPassword, browser, "currentPassword");
      await newPasswords.assertNew(password, user, "newPassword");
      const values = await newPasswords.hash(password, user);
      const letter = { template: "password_changed" as const, resetUrl: `${appUrl}/forgot-password` };
      const notice =
        user.email === null ? null : await post.compose(user.email, letter, after(now(), NOTICE_TTL_MS));
      const { visitor } = browser;
      const keepOthers = request.keepOtherSessions;
      const open = await sessions.renewIn(session, { cut: true }, async (row, renewal) => {
        const act = { user, session: row, renewal, values, keepOthers, notice, visitor };
        const changed = await store.change(act);
        if (changed) push.ended(changed.ended);
        return changed?.session ?? null;
      });
      if (!open) throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
      if (notice) post.soon(notice);
      return open;
    },
  };
}

export type PasswordChange = ReturnType<typeof createPasswordChange>;
