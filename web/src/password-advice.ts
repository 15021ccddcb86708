import {
  codePoints,
  normalizePassword,
  type PasswordRules,
  passwordFaults,
} from "../../workers/passwords/password-fault.ts";
import { PASSWORD_MAX_CODE_POINTS } from "../../workers/shared/limits.ts";

export type PasswordAdvice =
  /** So many characters are missing, or too many. */
  { say: "more" | "fewer"; count: number } | { say: "address" | "name" | "leaked" | "long" | "good" };

/** What there is to say to a password that is being chosen: one thing at a time, and nothing to an empty field. */
export async function adviceOn(
  text: string,
  email: string,
  rules: PasswordRules,
  /** Null where nobody knows. */
  isLeaked: (password: string) => Promise<boolean | null>,
): Promise<PasswordAdvice | null> {
  if (text === "") return null;
  const password = normalizePassword(text);
  const length = codePoints(password);
  switch (passwordFaults(password, email, rules)[0]) {
    case "too_short":
      return { say: "more", count: rules.minLength - length };
    case "too_long":
      return { say: "fewer", count: length - PASSWORD_MAX_CODE_POINTS };
    case "contains_address":
      return { say: "address" };
    case "contains_name":
      return { say: "name" };
  }
  const leaked = await isLeaked(password);
  if (leaked === null) return { say: "long" };
  return { say: leaked ? "leaked" : "good" };
}
