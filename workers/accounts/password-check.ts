import type { UserRow } from "../db/tables.ts";
import type { LoginAttempt, RateLimiter } from "../limits/rate-limiter.ts";
import type { Hasher } from "../passwords/hasher.ts";
import type { Defer } from "../shared/defer.ts";
import { AppError } from "../shared/errors.ts";
import type { Browser } from "./browser.ts";

export interface PasswordCheckRequest {
  user: UserRow | null;
  /** What failures are counted by for whoever has no account. */
  unknown: string;
  hash: string | null;
  /** Normalised. */
  password: string;
  browser: Browser;
}

/** The one place where a password is compared with an account's: what it costs and how often is always the same. */
export function createPasswordCheck(options: {
  hasher: Hasher;
  limiter: RateLimiter;
  recordFailure: (userId: string, browser: Browser) => Promise<void>;
  defer: Defer;
}) {
  const { hasher, limiter, recordFailure, defer } = options;

  /** A hash that can't be made (the queue is full) is no failure of the person: it isn't counted. */
  async function matches(attempt: LoginAttempt, password: string, hash: string | null): Promise<boolean> {
    try {
      return await hasher.verify(password, hash);
    } catch (error) {
      await attempt.abandoned();
      throw error;
    }
  }

  /** Throws `refusal` with `attemptsLeft` when it is wrong, `rate_limited` or `unavailable`. */
  return async (
    { user, unknown, hash, password, browser }: PasswordCheckRequest,
    refusal: "invalid_credentials" | "wrong_password",
  ): Promise<void> => {
    const attempt = await limiter.beginLogin({
      account: user?.id ?? `unknown:${unknown}`,
      client: browser.client,
      device: user && browser.marks.lane(user.id, user.devicesVoidBefore),
    });
    if (!attempt.allowed) {
      const { retryAfterSeconds, reason } = attempt;
      throw new AppError("rate_limited", { layer: "lockout", retryAfterSeconds, reason });
    }
    if (await matches(attempt, password, hash)) return attempt.succeeded();
    const { attemptsLeft } = await attempt.failed();
    // Behind the answer: only a known user has a history, and nobody may measure that.
    if (user) defer(() => recordFailure(user.id, browser));
    throw new AppError(refusal, { attemptsLeft });
  };
}

export type PasswordCheck = ReturnType<typeof createPasswordCheck>;
