import type { Rate } from "../config.ts";
import type { UserRow } from "../db/tables.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import type { Post } from "../mail/post.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { NOTICE_TTL_MS } from "../shared/limits.ts";
import { after, type Now, SECOND } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";
import { type Challenge, challengeOf } from "./challenge.ts";
import { takeChannel } from "./channel.ts";
import type { CodeCheck } from "./code-check.ts";
import type { PhoneStore } from "./phone.store.ts";
import { maskPhone } from "./phone-number.ts";
import type { RequestStore } from "./request.store.ts";

/** The number that one may sign in with: set once a code that was sent to it comes back. */
export function createPhone(options: {
  store: PhoneStore;
  requests: RequestStore;
  oneTime: OneTime;
  checkCode: CodeCheck;
  limiter: RateLimiter;
  post: Post;
  rules: { appUrl: string; codeLimit: Rate };
  now: Now;
  newId: NewId;
}) {
  const { store, requests, oneTime, checkCode, limiter, post, rules, now, newId } = options;

  async function composeNotice({ email }: UserRow, phone: string | null) {
    if (email === null) return null;
    const letter = {
      template: "phone_changed" as const,
      maskedPhone: phone === null ? null : maskPhone(phone),
      resetUrl: `${rules.appUrl}/forgot-password`,
    };
    return post.compose(email, letter, after(now(), NOTICE_TTL_MS));
  }

  return {
    /** Throws `rate_limited`. */
    async request({ user, session }: LiveSession, phone: string, browser: Browser): Promise<Challenge> {
      const limit = rules.codeLimit;
      await takeChannel(limiter, "sms", browser.client);
      allow(await limiter.takeSend({ kind: "code", recipient: phone, purpose: "phone_change", limit }));
      const { row, code } = await oneTime.issue({
        purpose: "phone_change",
        subject: user.id,
        userId: user.id,
        change: { to: phone, sessionId: session.id },
      });
      const codeExpiresInSeconds = oneTime.lifetimes.phone_change.codeMs / SECOND;
      const letter = { template: "sms_code" as const, code, codeExpiresInSeconds, purpose: "phone" as const };
      const message = await post.compose(phone, letter, row.codeExpiresAt);
      await requests.send({ row, message, event: "code_sent", visitor: browser.visitor });
      oneTime.sent(row);
      post.soon(message);
      return challengeOf(row);
    },

    /** Throws `invalid_token`, `token_spent`, or `validation_failed` for a number that signs in to another account. */
    async confirm(
      { user, session }: LiveSession,
      challengeId: string,
      code: string,
      browser: Browser,
    ): Promise<UserRow> {
      const reading = oneTime.byChallenge(challengeId, ["phone_change"], code, user.id);
      const { row } = await checkCode(reading, browser);
      if (!row.change) throw new Error("a change of number says which");
      const notice = await composeNotice(user, row.change.to);
      const { visitor } = browser;
      const act = { row, userId: user.id, sessionId: session.id, act: newId("oneTime"), notice, visitor };
      const outcome = await store.confirm({ ...act, phone: row.change.to, at: now() });
      if (outcome === "taken") {
        const message = "the number belongs to another account";
        throw new AppError("validation_failed", {
          errors: [{ path: "phone", code: "phone_in_use", message }],
        });
      }
      if (outcome === "ended")
        throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
      if (outcome === null) throw oneTime.lost(row, "used meanwhile");
      oneTime.used(row);
      if (notice) post.soon(notice);
      return outcome;
    },

    /** Throws `validation_failed` when it is the only way in. */
    async remove({ user, session }: LiveSession, { visitor }: Browser): Promise<UserRow> {
      if (user.phone === null) return user;
      if (user.email === null) {
        const message = "is the only way into this account: add an address first";
        throw new AppError("validation_failed", {
          errors: [{ path: "phone", code: "last_way_in", message }],
        });
      }
      const notice = await composeNotice(user, null);
      const removed = await store.remove({
        userId: user.id,
        sessionId: session.id,
        notice,
        visitor,
        at: now(),
      });
      if (!removed) throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
      if (notice) post.soon(notice);
      return removed;
    },
  };
}

export type Phone = ReturnType<typeof createPhone>;
