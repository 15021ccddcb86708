import type { Rate } from "../config.ts";
import type { UserRow } from "../db/tables.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import type { Push } from "../live/push.ts";
import type { Post } from "../mail/post.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { languageNamed } from "../shared/language.ts";
import { NOTICE_TTL_MS } from "../shared/limits.ts";
import { after, type Now, SECOND } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";
import { maskEmail } from "./email-address.ts";
import type { EmailChangeStore } from "./email-change.store.ts";
import type { IdentityCheck } from "./identity-check.ts";

/**
 * Another address: the new one confirms before anything changes, and the old one can undo it, before and after. Nobody
 * learns whether the new address has an account: its owner is told instead.
 */
export function createEmailChange(options: {
  store: EmailChangeStore;
  oneTime: OneTime;
  identity: IdentityCheck;
  limiter: RateLimiter;
  post: Post;
  push: Push;
  rules: { appUrl: string; mailLimit: Rate };
  now: Now;
  newId: NewId;
}) {
  const { store, oneTime, identity, limiter, post, push, rules, now, newId } = options;
  const { appUrl, mailLimit } = rules;

  /** What the old address gets: the way back. Null for somebody who came by phone. */
  async function composeUndo(user: UserRow, newEmail: string, sessionId: string) {
    const { id: userId, email } = user;
    if (email === null) return null;
    const { row, token } = await oneTime.issue({
      purpose: "email_undo",
      // One for each old address: a second change doesn't void the way back from the first.
      subject: `${userId} ${email}`,
      userId,
      change: { to: email, sessionId },
    });
    const letter = {
      template: "email_change_notice" as const,
      maskedEmail: maskEmail(newEmail),
      link: `${appUrl}/undo-email-change#token=${token}`,
      linkExpiresInSeconds: oneTime.lifetimes.email_undo.linkMs / SECOND,
    };
    return { row, mail: await post.compose(email, letter, row.expiresAt) };
  }

  return {
    /** Throws `wrong_password`, `reauth_required`, `rate_limited`, `validation_failed` or `unauthenticated`. */
    async request(live: LiveSession, newEmail: string, password: string | undefined, browser: Browser) {
      const { user, session } = live;
      if (newEmail === user.email) {
        const message = "is your address already";
        throw new AppError("validation_failed", {
          errors: [{ path: "newEmail", code: "unchanged", message }],
        });
      }
      await identity(live, password, browser);
      allow(
        await limiter.takeSend({
          kind: "link",
          recipient: newEmail,
          purpose: "email_change",
          limit: mailLimit,
        }),
      );
      const { row, token } = await oneTime.issue({
        purpose: "email_change",
        subject: user.id,
        userId: user.id,
        change: { to: newEmail, sessionId: session.id },
      });
      const letter = {
        template: "email_change" as const,
        link: `${appUrl}/confirm-email-change#token=${token}`,
        linkExpiresInSeconds: oneTime.lifetimes.email_change.linkMs / SECOND,
      };
      const confirm = await post.compose(newEmail, letter, row.expiresAt, languageNamed(user.language));
      const taken = await post.compose(
        newEmail,
        { template: "email_taken", signInUrl: `${appUrl}/sign-in` },
        row.expiresAt,
      );
      const undo = await composeUndo(user, newEmail, session.id);
      const { visitor } = browser;
      const asked = await store.ask({ row, sessionId: session.id, newEmail, confirm, taken, undo, visitor });
      if (!asked) throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
      oneTime.sent(row);
      if (undo) oneTime.sent(undo.row);
      post.soon(confirm, taken, ...(undo ? [undo.mail] : []));
    },

    /** Throws `invalid_token`, `token_spent` or `account_disabled`. */
    async confirm(token: string, { visitor }: Browser): Promise<UserRow> {
      const { row, user } = await oneTime.byLink("email_change", token);
      if (!user || !row.change) throw oneTime.lost(row, "the account is gone");
      if (user.disabledAt) throw new AppError("account_disabled");
      const notice =
        user.email === null
          ? null
          : await post.compose(
              user.email,
              { template: "email_changed", maskedEmail: maskEmail(row.change.to) },
              after(now(), NOTICE_TTL_MS),
              languageNamed(user.language),
            );
      const act = { row, user, change: row.change, act: newId("oneTime"), notice, visitor, at: now() };
      const changed = await store.confirm(act);
      if (!changed) throw oneTime.lost(row, "used or taken meanwhile");
      oneTime.used(row);
      push.ended(changed.ended);
      if (notice) post.soon(notice);
      return changed.user;
    },

    /** Throws `invalid_token`, `token_spent` or `account_disabled`. */
    async undo(token: string, { visitor }: Browser): Promise<void> {
      const { row, user } = await oneTime.byLink("email_undo", token);
      if (!user || !row.change) throw oneTime.lost(row, "the account is gone");
      if (user.disabledAt) throw new AppError("account_disabled");
      const letter = { template: "email_change_reverted" as const, resetUrl: `${appUrl}/forgot-password` };
      const notice = await post.compose(row.change.to, letter, after(now(), NOTICE_TTL_MS));
      const act = { row, user, change: row.change, act: newId("oneTime"), notice, visitor, at: now() };
      const undone = await store.undo(act);
      if (!undone) throw oneTime.lost(row, "used or taken meanwhile");
      oneTime.used(row);
      push.ended(undone.ended);
      post.soon(notice);
    },
  };
}

export type EmailChange = ReturnType<typeof createEmailChange>;
