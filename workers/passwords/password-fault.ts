import { PASSWORD_MAX_BYTES, PASSWORD_MAX_CODE_POINTS } from "../shared/limits.ts";

/** What is wrong with a password by itself. Pages say the same while it is typed, so there is no platform in here. */
export type PasswordFault = "too_short" | "too_long" | "contains_address" | "contains_name";

export interface PasswordRules {
  minLength: number;
  appName: string;
}

/** One spelling for what looks the same: keyboards differ in how they compose an é (NIST SP 800-63B-4 3.1.1.2). */
export function normalizePassword(text: string): string {
  return text.normalize("NFC");
}

/** Of a password that is normalised; `email` is empty where none is known. */
export function passwordFaults(
  password: string,
  email: string,
  { minLength, appName }: PasswordRules,
): PasswordFault[] {
  const length = codePoints(password);
  const isTooLong =
    length > PASSWORD_MAX_CODE_POINTS || new TextEncoder().encode(password).length > PASSWORD_MAX_BYTES;
  const [localPart = ""] = email.split("@");
  const hasAddress = contains(password, email) || contains(password, localPart);
  const found: (PasswordFault | false)[] = [
    length < minLength && "too_short",
    isTooLong && "too_long",
    hasAddress && "contains_address",
    contains(password, appName) && "contains_name",
  ];
  return found.filter((fault) => fault !== false);
}

export function codePoints(text: string): number {
  return [...text].length;
}

/** A name shorter than this is in too many good passwords to be a hint. */
const HINT_MIN_CODE_POINTS = 3;

function contains(password: string, hint: string): boolean {
  return codePoints(hint) >= HINT_MIN_CODE_POINTS && folded(password).includes(folded(hint));
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
