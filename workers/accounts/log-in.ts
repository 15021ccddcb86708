import type { OneTimeRow, UserRow } from "../db/tables.ts";
import type { LoginAttempt, RateLimiter } from "../limits/rate-limiter.ts";
import type { Hasher } from "../passwords/hasher.ts";
import { normalizePassword } from "../passwords/password.ts";
import type { Sessions } from "../sessions/session.ts";
import type { Defer } from "../shared/defer.ts";
import { AppError } from "../shared/errors.ts";
import type { AccountStore, Candidate } from "./account.store.ts";
import type { Browser } from "./browser.ts";
import { readIdentifier } from "./identifier.ts";
import type { SignInResult } from "./sign-up.ts";

/** Whoever is changed under a sign-in is read once more; twice in a row is no accident. */
const TRIES = 2;

/**
 * Signing in with a password. One answer for an unknown identifier, a wrong password and no password, at the same cost:
 * one read, one hash. What else is wrong is told only to whoever knows the password.
 */
export function createLogIn(options: {
  store: AccountStore;
  sessions: Sessions;
  hasher: Hasher;
  limiter: RateLimiter;
  sessionCap: number;
  /** Mails a new link to whoever waits for his address to be proved, within limits. */
  resend: (email: string, client: string) => Promise<void>;
  recordFailure: (userId: string, browser: Browser) => Promise<void>;
  defer: Defer;
}) {
  const { store, sessions, hasher, limiter, sessionCap, resend, recordFailure, defer } = options;

  /** Throws `invalid_credentials`, `rate_limited`, `email_unverified`, `account_disabled` or `unavailable`. */
  async function logIn(identifier: string, password: string, browser: Browser): Promise<SignInResult> {
    const { by, key } = readIdentifier(identifier);
    const normalized = normalizePassword(password);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const candidate = await store.candidate(by);
      await checkPassword(candidate, key, normalized, browser);
      const user = await admit(candidate, browser.client);
      const { values: session, refreshToken } = await sessions.prepare(
        "password",
        browser.visitor,
        user.revokedBefore,
      );
      const rehashed = await rehash(user, normalized);
      const start = { session, visitor: browser.visitor, cap: sessionCap, replaces: browser.replaces };
      const done = await store.signIn(user, start, rehashed);
      if (done) return { ...done, refreshToken, newUser: false };
    }
    throw new AppError("unavailable", {
      retryAfterSeconds: 1,
      reason: "the account changes under the sign-in",
    });
  }

  /** A new hash where the parameters have changed. One that can't be made now is made at the next sign-in. */
  async function rehash({ passwordHash }: UserRow, password: string): Promise<string | null> {
    if (passwordHash === null || !hasher.needsRehash(passwordHash)) return null;
    return hasher.hash(password).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "unavailable") return null;
      throw error;
    });
  }

  async function checkPassword(
    candidate: Candidate,
    key: string,
    password: string,
    browser: Browser,
  ): Promise<void> {
    const { user } = candidate;
    const attempt = await limiter.beginLogin({
      account: user?.id ?? `unknown:${key}`,
      client: browser.client,
      device: user && browser.marks.lane(user.id, user.devicesVoidBefore),
    });
    if (!attempt.allowed) {
      throw new AppError("rate_limited", {
        retryAfterSeconds: attempt.retryAfterSeconds,
        reason: attempt.reason,
      });
    }
    if (await matches(attempt, password, passwordHashOf(candidate))) {
      await attempt.succeeded();
      return;
    }
    const { attemptsLeft } = await attempt.failed();
    // Behind the answer: only a known user has a history, and nobody may measure that.
    if (user) defer(() => recordFailure(user.id, browser));
    throw new AppError("invalid_credentials", { attemptsLeft });
  }

  /** A hash that can't be made (the queue is full) is no failure of the person: it isn't counted. */
  async function matches(attempt: LoginAttempt, password: string, hash: string | null): Promise<boolean> {
    try {
      return await hasher.verify(password, hash);
    } catch (error) {
      await attempt.abandoned();
      throw error;
    }
  }

  async function admit({ user, pending }: Candidate, client: string): Promise<UserRow> {
    if (user?.disabledAt) throw new AppError("account_disabled");
    if (user && isProved(user)) return user;
    const email = user?.email ?? pending?.subject;
    if (email !== undefined) {
      await resend(email, client).catch((error: unknown) => {
        // Over the limit for mails: the last one still counts.
        if (!(error instanceof AppError && error.code === "rate_limited")) throw error;
      });
    }
    throw new AppError("email_unverified");
  }

  return { logIn };
}

export type LogIn = ReturnType<typeof createLogIn>;

/** The password that would be the account's: for an address not proved yet, that of the newest sign-up. */
function passwordHashOf({
  user,
  pending,
}: {
  user: UserRow | null;
  pending: OneTimeRow | null;
}): string | null {
  if (user && isProved(user)) return user.passwordHash;
  return pending?.signUp?.passwordHash ?? user?.passwordHash ?? null;
}

/** Whether somebody has proved to be reachable under what he signed up with. */
function isProved(user: UserRow): boolean {
  return user.emailVerifiedAt !== null || user.phoneVerifiedAt !== null;
}
