import type { OneTimeRow, UserRow } from "../db/tables.ts";
import type { Hasher } from "../passwords/hasher.ts";
import { normalizePassword } from "../passwords/password-fault.ts";
import { AppError } from "../shared/errors.ts";
import type { Now } from "../shared/time.ts";
import type { AccountStore, Candidate } from "./account.store.ts";
import type { SignInResult } from "./arrival.ts";
import type { AttemptCount } from "./attempt-count.ts";
import type { Browser } from "./browser.ts";
import { readIdentifier } from "./identifier.ts";
import type { PasswordCheck } from "./password-check.ts";
import type { SessionStarts } from "./session-start.ts";

/** Whoever is changed under a sign-in is read once more; twice in a row is no accident. */
const TRIES = 2;

/**
 * Signing in with a password. One answer for an unknown identifier, a wrong password and no password, at the same cost:
 * one read, one hash. What else is wrong is told only to whoever knows the password.
 */
export function createLogIn(options: {
  store: AccountStore;
  starts: SessionStarts;
  hasher: Hasher;
  checkPassword: PasswordCheck;
  countFailure: AttemptCount;
  /** Mails a new link to whoever waits for his address to be proved, within limits. */
  resend: (email: string, browser: Browser) => Promise<void>;
  now: Now;
}) {
  const { store, starts, hasher, checkPassword, countFailure, resend, now } = options;

  async function attempt(identifier: string, password: string, browser: Browser): Promise<SignInResult> {
    const { by, key } = readIdentifier(identifier);
    const normalized = normalizePassword(password);
    for (let tries = 0; tries < TRIES; tries++) {
      const candidate = await store.candidate(by, now());
      const hash = passwordHashOf(candidate);
      await checkPassword(
        { user: candidate.user, unknown: key, hash, password: normalized, browser },
        "invalid_credentials",
      );
      const user = await admit(candidate, browser);
      const { start, refreshToken } = await starts.prepare("password", user, browser);
      const rehashed = await rehash(user, normalized);
      const done = await store.signIn(user, start, rehashed);
      if (!done) continue;
      const { user: signedIn, session, gaveWay } = done;
      starts.started(start, signedIn.id, gaveWay);
      return { user: signedIn, session, refreshToken, newUser: false };
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

  async function admit({ user, pending }: Candidate, browser: Browser): Promise<UserRow> {
    if (user?.disabledAt) throw new AppError("account_disabled");
    if (user && isProved(user)) return user;
    const email = user?.email ?? pending?.subject;
    if (email !== undefined) {
      await resend(email, browser).catch((error: unknown) => {
        // Over the limit for mails: the last one still counts.
        if (!(error instanceof AppError && error.code === "rate_limited")) throw error;
      });
    }
    throw new AppError("email_unverified");
  }

  return {
    /** Throws `invalid_credentials`, `rate_limited`, `email_unverified`, `account_disabled` or `unavailable`. */
    logIn: (identifier: string, password: string, browser: Browser): Promise<SignInResult> =>
      countFailure("password", attempt(identifier, password, browser)),
  };
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
