import type { FieldError, GenkanError } from "../client/error.ts";
import type { EndReason } from "../client/frame.ts";
import type { SignedIn } from "../client/types.ts";

/** What a person reads for a code of the API. The service's own words are for developers. */
const BY_CODE: Record<string, string> = {
  network: "We can’t reach the server. Check your connection and try again; nothing you typed is lost.",
  unavailable: "The service is busy or being looked after. Try again in a moment; nothing you typed is lost.",
  rate_limited: "That was too many tries.",
  csrf_rejected: "Your browser says this came from another site. Reload the page and try again.",
  account_disabled: "This account has been disabled. Ask whoever runs this service.",
  invalid_credentials: "That address, username or password isn’t right.",
  wrong_password: "That isn’t your current password.",
  username_taken: "Somebody already has this username.",
  invalid_token: "This code isn’t right, or no longer valid.",
  token_spent: "This code has already been used. Ask for a new one.",
  unauthenticated: "You have been signed out.",
  validation_failed: "Please check what you entered.",
  password_rejected: "Please choose another password.",
};

export function textOf(error: GenkanError): string {
  const text = BY_CODE[error.code];
  if (error.code === "validation_failed") {
    return error.errors.map(({ code }) => BY_FIELD_CODE[code]).find(Boolean) ?? `${text}`;
  }
  if (text) return `${text}${triesLeft(error.attemptsLeft)}`;
  const reference = error.requestId ? ` If you report it, mention ${error.requestId}.` : "";
  return `Something went wrong on our side. Please try again.${reference}`;
}

function triesLeft(count: number | undefined): string {
  if (count === undefined) return "";
  if (count === 0) return " That was the last try for now.";
  return count === 1 ? " 1 try left." : ` ${count} tries left.`;
}

const BY_REASON: Record<EndReason, string> = {
  logout: "You signed out in another tab.",
  logout_all: "You signed out everywhere.",
  ended_by_user: "Somebody ended this session from another device.",
  password_changed: "Your password was changed on another device. Sign in with the new one.",
  password_reset: "Your password was reset, which ends every session. Sign in with the new one.",
  email_changed: "Your email address was changed, which ends the other sessions.",
  email_change_undone: "A change of your email address was undone, which ends every session.",
  account_deleted: "Your account is closed and will be deleted. Sign in if you want to keep it.",
  account_disabled: "Your account has been disabled. Ask whoever runs this service.",
  reuse:
    "Somebody else may have used this session, so it was ended. If you can’t explain that, choose a new password.",
  evicted: "You signed in on so many devices that this session, the oldest, had to end.",
  disowned: "This session was ended from the mail about it: somebody said that it wasn’t them.",
};

/** Why somebody is signed out. A newer service may know reasons that this page does not. */
export function textOfEnding(reason: EndReason): string {
  return BY_REASON[reason] ?? "This session was ended from somewhere else.";
}

const BY_PASSWORD_CODE: Record<string, string> = {
  too_long: "That is longer than we can take: 256 characters at most.",
  breached: "This password is on a list of leaked ones. Choose another.",
  contains_address: "Leave your address out of the password.",
  contains_name: "Leave this service’s name out of the password.",
};

const BY_FIELD_CODE: Record<string, string> = {
  invalid_phone: "Enter a whole number with its country code, such as +81 3 1234 5678.",
  last_way_in: "This number is your only way in. Add an email address first.",
  not_offered: "Text messages aren’t offered here. Use your email address.",
  phone_in_use: "This number belongs to another account.",
  unchanged: "This is your address already.",
};

const BY_FIELD: Record<string, string> = {
  email: "Enter a whole address, such as ana@example.com.",
  newEmail: "Enter a whole address, such as ana@example.com.",
  to: "Enter a whole address, such as ana@example.com.",
  currentPassword: "Enter your current password.",
  identifier: "Enter your address or username.",
  name: "Use at most 100 characters, and none that can’t be seen.",
  username: "Use 3 to 24 letters, digits or underscores.",
  code: "Enter the 6 digits that we sent you.",
};

export function textOfField({ path, code, message }: FieldError): string {
  if (BY_FIELD_CODE[code]) return BY_FIELD_CODE[code];
  if (code === "required" && path === "password") return "Enter your current password.";
  if (path !== "password" && path !== "newPassword") return BY_FIELD[path] ?? "Please check this.";
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

const dates = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });

/** "November 5, 2026 at 9:30 AM", where the reader is. */
export function dateAndTime(iso: string): string {
  return dates.format(new Date(iso));
}

/** For whoever came in without a password: that may have made the account. */
export function welcome({ newUser }: SignedIn): string {
  return newUser ? "Welcome in. This is your new account." : "Welcome in.";
}
