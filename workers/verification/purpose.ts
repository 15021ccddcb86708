import type { OneTimeRow } from "../db/tables.ts";

/**
 * What a link or a code is for: one is never good for another.
 *
 * | purpose          | subject                       | by           |
 * |------------------|-------------------------------|--------------|
 * | `sign_up`        | the address                   | link or code |
 * | `email_otp`      | the address                   | code         |
 * | `sms_otp`        | the phone number              | code         |
 * | `magic_link`     | the address                   | link         |
 * | `password_reset` | the address                   | link or code |
 * | `email_change`   | the user's id                 | link         |
 * | `email_undo`     | the user's id and old address | link         |
 * | `phone_change`   | the user's id                 | code         |
 * | `reauth`         | the session's id              | code         |
 * | `disown`         | the session's id              | link         |
 */
export const PURPOSES = [
  "sign_up",
  "email_otp",
  "sms_otp",
  "magic_link",
  "password_reset",
  "email_change",
  "email_undo",
  "phone_change",
  "reauth",
  "disown",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Whether it leaves by a message to a phone, and not by mail. A code for `reauth` goes where its asker wants it. */
export function isByPhone({ purpose, change }: Pick<OneTimeRow, "purpose" | "change">): boolean {
  if (purpose === "reauth") return change !== null && !change.to.includes("@");
  return purpose === "sms_otp" || purpose === "phone_change";
}

/** How long a link and a code of one purpose work, in milliseconds. A purpose without one of them never shows it. */
export interface Lifetime {
  linkMs: number;
  codeMs: number;
}
