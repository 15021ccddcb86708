import { normalizePassword } from "../passwords/password-fault.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import { AppError } from "../shared/errors.ts";
import type { Now } from "../shared/time.ts";
import type { Browser } from "./browser.ts";
import { assertFresh } from "./freshness.ts";
import type { PasswordCheck } from "./password-check.ts";

/** Before an act that a stolen session must not be enough for: the password, or without one a fresh sign-in. */
export function createIdentityCheck(options: {
  checkPassword: PasswordCheck;
  reauthWindowMs: number;
  now: Now;
}) {
  const { checkPassword, reauthWindowMs, now } = options;

  /** Throws `wrong_password`, `rate_limited`, `reauth_required`, or `validation_failed` for a password that is missing. */
  return async (
    { user, session }: LiveSession,
    password: string | undefined,
    browser: Browser,
    path = "password",
  ): Promise<void> => {
    if (user.passwordHash === null) return assertFresh(session, reauthWindowMs, now());
    if (password === undefined) {
      const message = "is needed: the account has one";
      throw new AppError("validation_failed", { errors: [{ path, code: "required", message }] });
    }
    const { id, passwordHash: hash } = user;
    await checkPassword(
      { user, unknown: id, hash, password: normalizePassword(password), browser },
      "wrong_password",
    );
  };
}

export type IdentityCheck = ReturnType<typeof createIdentityCheck>;
