import { AppError, type FieldError } from "../shared/errors.ts";
import { PASSWORD_MAX_CODE_POINTS } from "../shared/limits.ts";
import {
  normalizePassword,
  type PasswordFault,
  type PasswordRules,
  passwordFaults,
} from "./password-fault.ts";

export interface PasswordPolicyOptions extends PasswordRules {
  /** Whether the password is known from breaches. */
  isBreached: (password: string) => Promise<boolean>;
}

export interface PasswordContext {
  email?: string;
  /** The field that the password came in. */
  path?: string;
}

export interface PasswordPolicy {
  /** The password as it is to be hashed, or `password_rejected` with all that is wrong with it. */
  check(password: string, context?: PasswordContext): Promise<string>;
}

export function createPasswordPolicy({ isBreached, ...rules }: PasswordPolicyOptions): PasswordPolicy {
  const messages: Record<PasswordFault, string> = {
    too_short: `Use at least ${rules.minLength} characters`,
    too_long: `Use at most ${PASSWORD_MAX_CODE_POINTS} characters`,
    contains_address: "Leave your address out of the password",
    contains_name: `Leave ${rules.appName} out of the password`,
  };

  return {
    async check(text, { email = "", path = "password" } = {}) {
      const password = normalizePassword(text);
      const found: Omit<FieldError, "path">[] = passwordFaults(password, email, rules).map((code) => ({
        code,
        message: messages[code],
      }));
      if (found.length === 0 && (await isBreached(password))) {
        found.push({
          code: "breached",
          message: "This password is known from data breaches; use another one",
        });
      }
      if (found.length > 0)
        throw new AppError("password_rejected", { errors: found.map((each) => ({ path, ...each })) });
      return password;
    },
  };
}
