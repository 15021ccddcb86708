import type { OneTimeRow, PendingSignUp, SessionRow, UserRow } from "../db/tables.ts";
import type { RateLimiter, Taken } from "../limits/rate-limiter.ts";
import type { LetterOf } from "../mail/letter.ts";
import type { Outbox } from "../mail/outbox.ts";
import type { Hasher } from "../passwords/hasher.ts";
import type { PasswordPolicy } from "../passwords/password.ts";
import type { Sessions } from "../sessions/session.ts";
import type { Defer } from "../shared/defer.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import { after, type Now, SECOND } from "../shared/time.ts";
import type { OneTime } from "../verification/one-time.ts";
import type { AccountStore } from "./account.store.ts";
import type { Browser } from "./browser.ts";

export interface SignUpRequest {
  email: string;
  password: string;
  name: string | null;
  username: string | null;
}

export interface SignInResult {
  user: UserRow;
  session: SessionRow;
  refreshToken: string;
  newUser: boolean;
}

export interface SignUpRules {
  appUrl: string;
  sessionCap: number;
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
  sessions: Sessions;
  hasher: Hasher;
  policy: PasswordPolicy;
  limiter: RateLimiter;
  outbox: Outbox;
  rules: SignUpRules;
  defer: Defer;
  now: Now;
  newId: NewId;
}) {
  const { store, oneTime, sessions, hasher, policy, limiter, outbox, rules, defer, now, newId } = options;

  async function issue(email: string, pending: PendingSignUp | null, client: string) {
    const issued = await oneTime.issue("sign_up", email, client, pending);
    const letter: LetterOf<"verify_email"> = {
      template: "verify_email",
      link: `${rules.appUrl}/confirm#token=${issued.token}`,
      code: issued.code,
      linkExpiresInSeconds: oneTime.linkTtlMs / SECOND,
      codeExpiresInSeconds: oneTime.codeTtlMs / SECOND,
    };
    return { row: issued.row, confirm: await outbox.compose(email, letter, issued.row.expiresAt) };
  }

  function takeSend(email: string) {
    return limiter.takeSend({ kind: "link", recipient: email, purpose: "sign_up", limit: rules.mailLimit });
  }

  return {
    /** The same answer, work and time for a free and a taken address. */
    async signUp(request: SignUpRequest, client: string): Promise<void> {
      const { email, name, username } = request;
      const password = await policy.check(request.password, { email });
      if (username !== null && (await store.isUsernameTaken(username))) throw new AppError("username_taken");
      allow(await limiter.take({ name: "signup", key: client, limit: rules.clientLimit }));
      // Only then: a client over its own limit must not use up what others may send to this address.
      allow(await takeSend(email));
      const passwordHash = await hasher.hash(password);
      const { row, confirm } = await issue(email, { passwordHash, name, username }, client);
      const notice = await outbox.compose(
        email,
        { template: "already_registered", signInUrl: `${rules.appUrl}/sign-in` },
        after(now(), oneTime.linkTtlMs),
      );
      await store.storeSignUp(row, { confirm, notice });
      defer(() => outbox.deliver(confirm.id));
      defer(() => outbox.deliver(notice.id));
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
      defer(() => outbox.deliver(confirm.id));
    },

    /** Throws `invalid_token`, `token_spent` or `account_disabled`. */
    async verify(
      proof: { token: string } | { email: string; code: string },
      browser: Browser,
    ): Promise<SignInResult> {
      const row = await ("token" in proof
        ? oneTime.byLink("sign_up", proof.token)
        : oneTime.byCode("sign_up", proof.email, proof.code));
      return complete(row, browser);
    },
  };

  async function complete(row: OneTimeRow, browser: Browser): Promise<SignInResult> {
    const { values: session, refreshToken } = await sessions.prepare("email_verification", browser.visitor);
    const { visitor, replaces } = browser;
    const start = { session, visitor, cap: rules.sessionCap, replaces };
    const done = await store.completeSignUp(row, row.signUp, newId("user"), start);
    if (!done) throw new AppError("token_spent", { reason: "used meanwhile" });
    if (!done.session) throw new AppError("account_disabled");
    return { user: done.user, session: done.session, refreshToken, newUser: done.isNew };
  }
}

function allow(taken: Taken): void {
  if (!taken.allowed) throw new AppError("rate_limited", { retryAfterSeconds: taken.retryAfterSeconds });
}

export type SignUp = ReturnType<typeof createSignUp>;
