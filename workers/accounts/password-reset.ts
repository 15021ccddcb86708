import type { EventPlace } from "../audit/event.store.ts";
import type { Rate } from "../config.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import type { Push } from "../live/push.ts";
import type { Post } from "../mail/post.ts";
import type { Events } from "../metrics/events.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { NOTICE_TTL_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import { after, type Now, SECOND } from "../shared/time.ts";
import type { OneTime, Requested } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";
import type { CodeCheck } from "./code-check.ts";
import type { NewPasswords } from "./new-password.ts";
import type { PasswordStore } from "./password.store.ts";

/** A new password for whoever can read the account's mail. Asking for it changes nothing. */
export function createPasswordReset(options: {
  store: PasswordStore;
  oneTime: OneTime;
  checkCode: CodeCheck;
  newPasswords: NewPasswords;
  limiter: RateLimiter;
  post: Post;
  push: Push;
  metrics: Pick<Events, "registration">;
  rules: { appUrl: string; mailLimit: Rate };
  log: Log;
  now: Now;
  newId: NewId;
}) {
  const { store, oneTime, checkCode, newPasswords, limiter, post, push, metrics, rules, ...rest } = options;
  const { log, now, newId } = rest;
  const urls = { signInUrl: `${rules.appUrl}/sign-in`, resetUrl: `${rules.appUrl}/forgot-password` };

  /** A request with its mail, for somebody else's batch. */
  async function compose(email: string, client = "") {
    const { row, token, code } = await oneTime.issue({ purpose: "password_reset", subject: email, client });
    const { linkMs, codeMs } = oneTime.lifetimes.password_reset;
    const letter = {
      template: "password_reset" as const,
      link: `${rules.appUrl}/reset-password#token=${token}`,
      code,
      linkExpiresInSeconds: linkMs / SECOND,
      codeExpiresInSeconds: Math.min(codeMs, linkMs) / SECOND,
    };
    return { row, mail: await post.compose(email, letter, row.expiresAt) };
  }

  /** Within no limit: for operators, and for whoever has just proved to read this mail. */
  async function sendTo(email: string, visitor: EventPlace): Promise<void> {
    const { row, mail } = await compose(email);
    await store.askReset(row, mail, visitor);
    oneTime.sent(row);
    post.soon(mail);
  }

  async function change({ row, user }: Requested, password: string, { visitor }: Browser): Promise<void> {
    await newPasswords.assertNew(password, user, "password");
    const values = await newPasswords.hash(password, user);
    const notice = await post.compose(
      row.subject,
      { template: "password_changed", ...urls },
      after(now(), NOTICE_TTL_MS),
    );
    const newUserId = newId("user");
    const done = await store.reset({ row, user, values, newUserId, notice, visitor, at: now() });
    if (!done) throw oneTime.lost(row, "used meanwhile");
    oneTime.used(row);
    if (done.userId === newUserId) metrics.registration({ outcome: "completed" });
    push.ended(done.ended);
    post.soon(notice);
    // The password is changed by now: a limiter that is away keeps a lock, and no answer of ours would help.
    await limiter
      .resetAccount(done.userId)
      .catch((error: unknown) => log.warn("failures were not forgotten", describeError(error)));
  }

  /** Who may not have a new password. */
  function admit({ user }: Requested): void {
    if (user?.disabledAt) throw new AppError("account_disabled");
  }

  return {
    compose,
    sendTo,

    /** Throws `rate_limited`; says nothing about whether anybody has this address. */
    async forgot(email: string, { visitor, client }: Browser): Promise<void> {
      const limit = rules.mailLimit;
      allow(await limiter.takeSend({ kind: "link", recipient: email, purpose: "password_reset", limit }));
      const { row, mail } = await compose(email, client);
      await store.askReset(row, mail, visitor);
      oneTime.sent(row);
      post.soon(mail);
    },

    /**
     * Throws `invalid_token`, `token_spent`, `password_rejected`, `account_disabled` or `unavailable`; the link or code
     * still works then, but a code has a try less.
     */
    async reset(
      proof: { token: string } | { email: string; code: string },
      password: string,
      browser: Browser,
    ): Promise<void> {
      if ("token" in proof) {
        const requested = await oneTime.byLink("password_reset", proof.token);
        admit(requested);
        const checked = await newPasswords.check(password, requested.row.subject, "password");
        return change(requested, checked, browser);
      }
      // The password first: one that won't do must not cost a try.
      const checked = await newPasswords.check(password, proof.email, "password");
      const requested = await checkCode(oneTime.byCode("password_reset", proof.email, proof.code), browser);
      admit(requested);
      return change(requested, checked, browser);
    },
  };
}

export type PasswordReset = ReturnType<typeof createPasswordReset>;
