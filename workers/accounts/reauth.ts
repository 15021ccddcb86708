import type { Rate } from "../config.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import type { Post } from "../mail/post.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import type { OpenSession, Sessions } from "../sessions/session.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { SECOND } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";
import { type Challenge, challengeOf } from "./challenge.ts";
import { type Channel, takeChannel } from "./channel.ts";
import type { CodeCheck } from "./code-check.ts";
import type { IdentityCheck } from "./identity-check.ts";
import type { ReauthStore } from "./reauth.store.ts";
import type { RequestStore } from "./request.store.ts";

/** Proving again who one is without signing in anew: the session stays and gets a new `auth_time` (ASVS 7.5.1). */
export function createReauth(options: {
  store: ReauthStore;
  requests: RequestStore;
  sessions: Sessions;
  oneTime: OneTime;
  identity: IdentityCheck;
  checkCode: CodeCheck;
  limiter: RateLimiter;
  post: Post;
  codeLimit: Rate;
  newId: NewId;
}) {
  const { store, requests, sessions, oneTime, identity, checkCode, limiter, post, codeLimit, newId } =
    options;

  async function renewed(opening: Promise<OpenSession | null>): Promise<OpenSession> {
    const open = await opening;
    if (!open) throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
    return open;
  }

  return {
    /** To the account's own address or number. Throws `rate_limited`, or `validation_failed` when it has none. */
    async send({ user, session }: LiveSession, channel: Channel, browser: Browser): Promise<Challenge> {
      const to = channel === "email" ? user.email : user.phone;
      if (to === null) {
        const message =
          channel === "email" ? "the account has no address" : "the account has no phone number";
        throw new AppError("validation_failed", { errors: [{ path: "channel", code: "not_set", message }] });
      }
      await takeChannel(limiter, channel, browser.client);
      allow(await limiter.takeSend({ kind: "code", recipient: to, purpose: "reauth", limit: codeLimit }));
      const { row, code } = await oneTime.issue({
        purpose: "reauth",
        subject: session.id,
        userId: user.id,
        change: { to, sessionId: session.id },
      });
      const codeExpiresInSeconds = oneTime.lifetimes.reauth.codeMs / SECOND;
      const letter =
        channel === "email"
          ? { template: "reauth_code" as const, code, codeExpiresInSeconds }
          : { template: "sms_code" as const, code, codeExpiresInSeconds, purpose: "reauth" as const };
      const message = await post.compose(to, letter, row.codeExpiresAt);
      await requests.send({ row, message, event: "code_sent", visitor: browser.visitor });
      oneTime.sent(row);
      post.soon(message);
      return challengeOf(row);
    },

    /** Throws `wrong_password` (also for an account without one), `rate_limited` or `unauthenticated`. */
    async byPassword(live: LiveSession, password: string, browser: Browser): Promise<OpenSession> {
      if (live.user.passwordHash === null) throw new AppError("wrong_password", { reason: "there is none" });
      await identity(live, password, browser);
      return renewed(
        sessions.renewIn(live.session, { cut: false }, (row, renewal) => store.renew(row.id, renewal)),
      );
    },

    /** Throws `invalid_token`, `token_spent` or `unauthenticated`. */
    async byCode(
      live: LiveSession,
      challengeId: string,
      code: string,
      browser: Browser,
    ): Promise<OpenSession> {
      const { session } = live;
      const { row: request } = await checkCode(
        oneTime.byChallenge(challengeId, ["reauth"], code, session.id),
        browser,
      );
      const act = newId("oneTime");
      const open = await renewed(
        sessions.renewIn(session, { cut: false }, async (row, renewal) => {
          const outcome = await store.renewByCode(row.id, renewal, request, act);
          if (outcome === "spent") throw oneTime.lost(request, "used meanwhile");
          return outcome;
        }),
      );
      oneTime.used(request);
      return open;
    },
  };
}

export type Reauth = ReturnType<typeof createReauth>;
