import type { EndReason } from "../../../client/frame.ts";

export const errors = {
  /** By the API's code. The service's own words are for developers. */
  byCode: {
    network: "We can’t reach the server. Check your connection and try again; nothing you typed is lost.",
    unavailable:
      "The service is busy or being looked after. Try again in a moment; nothing you typed is lost.",
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
  } as Record<string, string>,
  ours: "Something went wrong on our side. Please try again.",
  reference: (id: string) => ` If you report it, mention ${id}.`,
  /** Of a handler, with nobody else to tell. */
  unexpected: "Something went wrong on our side. What you typed is still here: please try again.",
  explain: "What this means (opens a new tab)",
  triesLeft(count: number): string {
    if (count === 0) return " That was the last try for now.";
    return count === 1 ? " 1 try left." : ` ${count} tries left.`;
  },
  pleaseWait: (time: string) => ` Please wait ${time}.`,
  tryIn: "Try again in",
  tryNow: "You can try again now.",
  roughly: {
    seconds: (count: number) => (count === 1 ? "1 second" : `${count} seconds`),
    minutes: (count: number) => `about ${count} minutes`,
    hours: (count: number) => `about ${count} hours`,
  },

  /** By the code of a field's error. */
  byFieldCode: {
    invalid_phone: "Enter a whole number with its country code, such as +81 3 1234 5678.",
    last_way_in: "This number is your only way in. Add an email address first.",
    not_offered: "Text messages aren’t offered here. Use your email address.",
    phone_in_use: "This number belongs to another account.",
    unchanged: "This is your address already.",
  } as Record<string, string>,
  /** By the field's name. */
  byField: {
    email: "Enter a whole address, such as ana@example.com.",
    newEmail: "Enter a whole address, such as ana@example.com.",
    to: "Enter a whole address, such as ana@example.com.",
    currentPassword: "Enter your current password.",
    identifier: "Enter your address or username.",
    name: "Use at most 100 characters, and none that can’t be seen.",
    username: "Use 3 to 24 letters, digits or underscores.",
    code: "Enter the 6 digits that we sent you.",
  } as Record<string, string>,
  anyField: "Please check this.",
  byPasswordCode: {
    too_long: "That is longer than we can take: 256 characters at most.",
    breached: "This password is on a list of leaked ones. Choose another.",
    contains_address: "Leave your address out of the password.",
    contains_name: "Leave this service’s name out of the password.",
    reused: "You had this password before. Choose a new one.",
  } as Record<string, string>,
  tooShort: (least: number) => `Too short: use at least ${least} characters.`,
  anyPassword: "Choose another password.",

  /** Before anything is sent. */
  missing: {
    email: "Enter your email address.",
    newEmail: "Enter your new address.",
    emailOrPhone: "Enter your email address or phone number.",
    emailForLink: "Links go by mail only. Enter your email address, or take a code.",
    identifier: "Enter your address or username.",
    password: "Enter your password.",
    newPassword: "Choose a password.",
    currentPassword: "Enter your current password.",
    phone: "Enter your phone number.",
    username: "A username can be changed, not removed.",
  },

  /** Why somebody is signed out. */
  endings: {
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
  } as Record<EndReason, string>,
  /** A newer service may know reasons that this page does not. */
  anyEnding: "This session was ended from somewhere else.",
};
