import type { PendingSignUp } from "../db/tables.ts";
import { allow, type RateLimiter } from "../limits/rate-limiter.ts";
import type { LetterOf } from "../mail/letter.ts";
import type { Post } from "../mail/post.ts";
import type { Events } from "../metrics/events.ts";
import type { Hasher } from "../passwords/hasher.ts";
import type { PasswordPolicy } from "../passwords/password.ts";
import { AppError } from "../shared/errors.ts";
import { after, type Now, SECOND } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import type { AccountStore } from "./account.store.ts";
import type { Arrival, SignInResult } from "./arrival.ts";
import type { AttemptCount } from "./attempt-count.ts";
import type { Browser } from "./browser.ts";
import type { CodeCheck } from "./code-check.ts";
import type { Proof } from "./proof.ts";

export interface SignUpRequest {
  email: string;
  password: string;
  name: string | null;
  username: string | null;
}

export interface SignUpRules {
  appUrl: string;
  clientLimit: { max: number; windowMs: number };
  mailLimit: { max: number; windowMs: number };
}

/**
 * Signing up and proving the address. Nobody has an account before he has used a link or a code that was mailed to it:
 * until then a sign-up waits beside its link, so whoever squats an address he can't read holds nothing.
 */
export function createSignUp(options: {
  store: AccountStore;
  oneTime: OneTime;
  arrival: Arrival;
  checkCode: CodeCheck;
  countFailure: AttemptCount;
  hasher: Hasher;
  policy: PasswordPolicy;
  limiter: RateLimiter;
  post: Post;
  metrics: Pick<Events, "registration">;
  rules: SignUpRules;
  now: Now;
}) {
  const { store, oneTime, arrival, checkCode, countFailure, hasher, policy, limiter, post, ...rest } =
    options;
  const { metrics, rules, now } = rest;

  async function issue(email: string, pending: PendingSignUp | null, client: string) {
    const { linkMs, codeMs } = oneTime.lifetimes.sign_up;
    const issued = await oneTime.issue({
      purpose: "sign_up",
      subject: email,
      client,
      ...(pending && { signUp: pending }),
    });
    const letter: LetterOf<"verify_email"> = {
      template: "verify_email",
      link: `${rules.appUrl}/confirm#token=${issued.token}`,
      code: issued.code,
      linkExpiresInSeconds: linkMs / SECOND,
      codeExpiresInSeconds: codeMs / SECOND,
    };
    return { row: issued.row, confirm: await post.compose(email, letter, issued.row.expiresAt) };
  }

  function takeSend(email: string) {
    return limiter.takeSend({ kind: "link", recipient: email, purpose: "sign_up", limit: rules.mailLimit });
  }

  async function arriveWith(proof: Proof, browser: Browser): Promise<SignInResult> {
    const requested = await ("token" in proof
      ? oneTime.byLink("sign_up", proof.token)
      : checkCode(oneTime.byCode("sign_up", proof.email, proof.code), browser));
    const { signUp } = requested.row;
    return arrival.arrive(requested, "email_verification", browser, { signUp, keepsPassword: true });
  }

  return {
    /** The same answer, work and time for a free and a taken address. */
    async signUp(request: SignUpRequest, client: string): Promise<void> {
      const { email, name, username } = request;
      const password = await policy.check(request.password, { email });
      if (username !== null && (await store.isUsernameTaken(username, now())))
        throw new AppError("username_taken");
      allow(await limiter.take({ name: "signup", key: client, limit: rules.clientLimit }));
      // Only then: a client over its own limit must not use up what others may send to this address.
      allow(await takeSend(email));
      const passwordHash = await hasher.hash(password);
      const { row, confirm } = await issue(email, { passwordHash, name, username }, client);
      const notice = await post.compose(
        email,
        {
          template: "already_registered",
          signInUrl: `${rules.appUrl}/sign-in`,
          resetUrl: `${rules.appUrl}/forgot-password`,
        },
        after(now(), oneTime.lifetimes.sign_up.linkMs),
      );
      await store.storeSignUp(row, { confirm, notice });
      metrics.registration({ outcome: "requested" });
      oneTime.sent(row);
      post.soon(confirm, notice);
    },

    /**
     * Throws `rate_limited`; says nothing about whether anybody waits for this mail. Where several people have signed up
     * with one address, the new link is nobody's in particular: it proves the address and brings no password, or whoever
     * asks again would confirm what a stranger set up. Unless he `knows` the password of the one that counts.
     */
    async resend(email: string, client: string, knows: "password" | "nothing"): Promise<void> {
      allow(await takeSend(email));
      const { row, confirm } = await issue(email, null, client);
      await store.renewSignUp(row, confirm, knows);
      oneTime.sent(row);
      post.soon(confirm);
    },

    /** Throws `invalid_token`, `token_spent` or `account_disabled`. */
    verify: (proof: Proof, browser: Browser): Promise<SignInResult> =>
      countFailure("email_verification", arriveWith(proof, browser)),
  };
}

export type SignUp = ReturnType<typeof createSignUp>;
