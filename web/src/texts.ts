import type { FieldError, GenkanError } from "../client/error.ts";

/** What a person reads for a code of the API. The service's own words are for developers. */
const BY_CODE: Record<string, string> = {
  network: "We can’t reach the server. Check your connection and try again; nothing you typed is lost.",
  unavailable: "The service is busy or being looked after. Try again in a moment; nothing you typed is lost.",
  rate_limited: "That was too many tries.",
  csrf_rejected: "Your browser says this came from another site. Reload the page and try again.",
  account_disabled: "This account has been disabled. Ask whoever runs this service.",
  invalid_credentials: "That address, username or password isn’t right.",
  username_taken: "Somebody already has this username.",
  invalid_token: "This code isn’t right, or no longer valid.",
  token_spent: "This code has already been used. Ask for a new mail.",
  unauthenticated: "You have been signed out.",
  validation_failed: "Please check what you entered.",
  password_rejected: "Please choose another password.",
};

export function textOf(error: GenkanError): string {
  const text = BY_CODE[error.code];
  if (error.code === "invalid_credentials") return `${text}${triesLeft(error.attemptsLeft)}`;
  if (text) return text;
  const reference = error.requestId ? ` If you report it, mention ${error.requestId}.` : "";
  return `Something went wrong on our side. Please try again.${reference}`;
}

function triesLeft(count: number | undefined): string {
  if (count === undefined) return "";
  if (count === 0) return " That was the last try for now.";
  return count === 1 ? " 1 try left." : ` ${count} tries left.`;
}

const BY_PASSWORD_CODE: Record<string, string> = {
  too_long: "That is longer than we can take: 256 characters at most.",
  breached: "This password is on a list of leaked ones. Choose another.",
  contains_address: "Leave your address out of the password.",
  contains_name: "Leave this service’s name out of the password.",
};

const BY_FIELD: Record<string, string> = {
  email: "Enter a whole address, such as ana@example.com.",
  identifier: "Enter your address or username.",
  name: "Use at most 100 characters, and none that can’t be seen.",
  username: "Use 3 to 24 letters, digits or underscores.",
  code: "Enter the 6 digits from the mail.",
};

export function textOfField({ path, code, message }: FieldError): string {
  if (path !== "password") return BY_FIELD[path] ?? "Please check this.";
  if (code === "too_short") return `Too short: use at least ${/\d+/.exec(message)?.[0] ?? 8} characters.`;
  return BY_PASSWORD_CODE[code] ?? "Choose another password.";
}

/** "1:05", for a clock that runs down. */
export function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}

/** "about 12 minutes", for a wait that is read out once. */
export function roughly(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `about ${minutes} minutes` : `about ${Math.ceil(minutes / 60)} hours`;
}
