import { AppError, type FieldError } from "../shared/errors.ts";
import { PASSWORD_MAX_BYTES, PASSWORD_MAX_CODE_POINTS } from "../shared/limits.ts";

/** One spelling for what looks the same: keyboards differ in how they compose an é (NIST SP 800-63B-4 3.1.1.2). */
export function normalizePassword(text: string): string {
  return text.normalize("NFC");
}

export interface PasswordPolicyOptions {
  minLength: number;
  appName: string;
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

/** A name shorter than this is in too many good passwords to be a hint. */
const HINT_MIN_CODE_POINTS = 3;

export function createPasswordPolicy({
  minLength,
  appName,
  isBreached,
}: PasswordPolicyOptions): PasswordPolicy {
  function problems(password: string, email: string): Problem[] {
    const length = codePoints(password);
    const tooLong =
      length > PASSWORD_MAX_CODE_POINTS || new TextEncoder().encode(password).length > PASSWORD_MAX_BYTES;
    const [localPart = ""] = email.split("@");
    const address = contains(password, email) || contains(password, localPart);
    return [
      ...(length < minLength ? [problem("too_short", `Use at least ${minLength} characters`)] : []),
      ...(tooLong ? [problem("too_long", `Use at most ${PASSWORD_MAX_CODE_POINTS} characters`)] : []),
      ...(address ? [problem("contains_address", "Leave your address out of the password")] : []),
      ...(contains(password, appName)
        ? [problem("contains_name", `Leave ${appName} out of the password`)]
        : []),
    ];
  }

  return {
    async check(text, { email = "", path = "password" } = {}) {
      const password = normalizePassword(text);
      const found = problems(password, email);
      if (found.length === 0 && (await isBreached(password))) {
        found.push(problem("breached", "This password is known from data breaches; use another one"));
      }
      if (found.length > 0)
        throw new AppError("password_rejected", { errors: found.map((each) => ({ path, ...each })) });
      return password;
    },
  };
}

type Problem = Omit<FieldError, "path">;

function problem(code: string, message: string): Problem {
  return { code, message };
}

function contains(password: string, hint: string): boolean {
  return codePoints(hint) >= HINT_MIN_CODE_POINTS && folded(password).includes(folded(hint));
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

function codePoints(text: string): number {
  return [...text].length;
}
