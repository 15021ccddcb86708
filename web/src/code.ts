import { words } from "./words/words.ts";
/** Codes are pasted with the spaces that mails and phones put between them. */
export function digitsOf(text: string): string {
  return text.replace(/[\s-]/g, "");
}

export function codeError(text: string): string | undefined {
  return /^\d{6}$/.test(digitsOf(text)) ? undefined : words().errors.byField.code;
}
