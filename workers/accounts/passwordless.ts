import type { Rate } from "../config.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import type { Post } from "../mail/post.ts";
import type { Method } from "../sessions/method.ts";
import { SECOND } from "../shared/time.ts";
import { type OneTime, Unusable } from "../verification/one-time.ts";
import type { Arrival, SignInResult } from "./arrival.ts";
import type { AttemptCount } from "./attempt-count.ts";
import type { Browser } from "./browser.ts";
import { type Challenge, challengeOf } from "./challenge.ts";
import { type Channel, takeChannel } from "./channel.ts";
import type { CodeCheck } from "./code-check.ts";
import type { RequestStore } from "./request.store.ts";

/**
 * Signing in with a code or a link. Whoever asks gets one, account or not: using it makes the account, so there is nothing
 * to learn from asking.
 */
export function createPasswordless(options: {
  requests: RequestStore;
  oneTime: OneTime;
  arrival: Arrival;
  checkCode: CodeCheck;
  countFailure: AttemptCount;
  limiter: RateLimiter;
  post: Post;
  rules: { appUrl: string; codeLimit: Rate; linkLimit: Rate };
}) {
  const { requests, oneTime, arrival, checkCode, countFailure, limiter, post, rules } = options;

  return {
    /** `to` is normalised. Throws `rate_limited`. */
    async sendCode(channel: Channel, to: string, { visitor, client }: Browser): Promise<Challenge> {
      const limit = rules.codeLimit;
      await takeChannel(limiter, channel, client);
      allow(await limiter.takeSend({ kind: "code", recipient: to, purpose: "sign_in", limit }));
      const purpose = channel === "email" ? "email_otp" : "sms_otp";
      const { row, code } = await oneTime.issue({ purpose, subject: to, client });
      const codeExpiresInSeconds = oneTime.lifetimes[purpose].codeMs / SECOND;
      const letter =
        channel === "email"
          ? { template: "sign_in_code" as const, code, codeExpiresInSeconds }
          : { template: "sms_code" as const, code, codeExpiresInSeconds, purpose: "sign_in" as const };
      const message = await post.compose(to, letter, row.codeExpiresAt);
      await requests.send({ row, message, event: "code_sent", visitor });
      oneTime.sent(row);
      post.soon(message);
      return challengeOf(row);
    },

    /** Throws `invalid_token`, `token_spent` or `account_disabled`. */
    async verifyCode(challengeId: string, code: string, browser: Browser): Promise<SignInResult> {
      const reading = oneTime.byChallenge(challengeId, ["email_otp", "sms_otp"], code);
      const requested = await countFailure(
        (refusal) => methodOf(refusal instanceof Unusable ? refusal.purpose : null),
        checkCode(reading, browser),
      );
      const method = methodOf(requested.row.purpose);
      return countFailure(method, arrival.arrive(requested, method, browser));
    },

    /** Throws `rate_limited`. */
    async sendLink(email: string, { visitor, client }: Browser): Promise<void> {
      const limit = rules.linkLimit;
      allow(await limiter.takeSend({ kind: "link", recipient: email, purpose: "magic_link", limit }));
      const { row, token } = await oneTime.issue({ purpose: "magic_link", subject: email, client });
      const letter = {
        template: "magic_link" as const,
        link: `${rules.appUrl}/magic-link#token=${token}`,
        linkExpiresInSeconds: oneTime.lifetimes.magic_link.linkMs / SECOND,
      };
      const message = await post.compose(email, letter, row.expiresAt);
      await requests.send({ row, message, event: "link_sent", visitor });
      oneTime.sent(row);
      post.soon(message);
    },

    /** Throws `invalid_token`, `token_spent` or `account_disabled`. */
    async verifyLink(token: string, browser: Browser): Promise<SignInResult> {
      const arriving = oneTime
        .byLink("magic_link", token)
        .then((requested) => arrival.arrive(requested, "magic_link", browser));
      return countFailure("magic_link", arriving);
    },
  };
}

/** A challenge that nobody knows is taken for one by mail. */
function methodOf(purpose: string | null): Method {
  return purpose === "sms_otp" ? "sms_otp" : "email_otp";
}

export type Passwordless = ReturnType<typeof createPasswordless>;
