import { fetchLeakedPasswords, isLeaked } from "./leaked-passwords.ts";
import { adviceOn, type PasswordAdvice } from "./password-advice.ts";
import { PASSWORD_RULES } from "./service-rules.ts";

/** A script of its own, fetched when somebody begins to choose a password. */
export async function advise(text: string, email: string): Promise<PasswordAdvice | null> {
  return adviceOn(text, email, PASSWORD_RULES, isLeaked);
}

export { fetchLeakedPasswords };
