import { z } from "@hono/zod-openapi";

const seconds = z.number();
const at = z.iso.datetime();
/** A device as it calls itself. Its browser and system are told apart where words of any language can be made of them; letters of earlier releases don't. */
const device = {
  device: z.string(),
  browser: z.string().nullable().optional(),
  os: z.string().nullable().optional(),
};

/**
 * Every message the service can send, as data. Nothing in a letter is text that a user typed, but for the end of a masked
 * address; `device` and `place` are what a browser and the network say of themselves, so templates don't trust them.
 * A new one is an entry here, its content in letters/ and its words in words/; the compiler asks for all of them, in each
 * language.
 */
export const letter = z.discriminatedUnion("template", [
  /** To somebody who wants to sign up: a link and a code, either confirms the address. */
  z.object({
    template: z.literal("verify_email"),
    link: z.string(),
    code: z.string(),
    linkExpiresInSeconds: seconds,
    codeExpiresInSeconds: seconds,
  }),
  /** To the owner of an address that somebody tried to sign up with. */
  z.object({
    template: z.literal("already_registered"),
    signInUrl: z.string(),
    resetUrl: z.string().optional(),
  }),
  /** To sign in without a password. */
  z.object({ template: z.literal("sign_in_code"), code: z.string(), codeExpiresInSeconds: seconds }),
  /** To confirm an act while signed in. */
  z.object({ template: z.literal("reauth_code"), code: z.string(), codeExpiresInSeconds: seconds }),
  z.object({ template: z.literal("magic_link"), link: z.string(), linkExpiresInSeconds: seconds }),
  /** A link and a code, either lets its bearer choose a new password. */
  z.object({
    template: z.literal("password_reset"),
    link: z.string(),
    code: z.string(),
    linkExpiresInSeconds: seconds,
    codeExpiresInSeconds: seconds,
  }),
  /** To the new address: confirm that it is yours. */
  z.object({ template: z.literal("email_change"), link: z.string(), linkExpiresInSeconds: seconds }),
  /** To the old address when a change was asked for. The link undoes it, before and after it took place. */
  z.object({
    template: z.literal("email_change_notice"),
    maskedEmail: z.string(),
    link: z.string(),
    linkExpiresInSeconds: seconds,
  }),
  /** To the old address once the change took place. */
  z.object({ template: z.literal("email_changed"), maskedEmail: z.string() }),
  /** To the address that is back after an undo. */
  z.object({ template: z.literal("email_change_reverted"), resetUrl: z.string() }),
  /** To the owner of an address that somebody wanted to change theirs to. */
  z.object({ template: z.literal("email_taken"), signInUrl: z.string() }),
  /** After a change and after a reset. */
  z.object({
    template: z.literal("password_changed"),
    resetUrl: z.string(),
    signInUrl: z.string().optional(),
  }),
  /** A sign-in from a browser that this user has not signed in with before. The link disowns it. */
  z.object({
    template: z.literal("new_device"),
    ...device,
    place: z.string().nullable(),
    ip: z.string().nullable(),
    at,
    link: z.string(),
  }),
  /** A session was ended because its refresh token came back after its grace. */
  z.object({
    template: z.literal("session_revoked"),
    ...device,
    place: z.string().nullable(),
    at,
    resetUrl: z.string(),
  }),
  /** Null: the number was removed. */
  z.object({
    template: z.literal("phone_changed"),
    maskedPhone: z.string().nullable(),
    resetUrl: z.string(),
  }),
  /** Signing in before `purgeAt` keeps the account. */
  z.object({ template: z.literal("deletion_scheduled"), purgeAt: at, signInUrl: z.string() }),
  /** The only one that goes to a phone. */
  z.object({
    template: z.literal("sms_code"),
    code: z.string(),
    codeExpiresInSeconds: seconds,
    purpose: z.enum(["sign_in", "reauth", "phone"]),
  }),
]);

export type Letter = z.infer<typeof letter>;
export type Template = Letter["template"];
export type LetterOf<T extends Template> = Extract<Letter, { template: T }>;

export type SmsLetter = LetterOf<"sms_code">;
export type MailLetter = Exclude<Letter, SmsLetter>;
export type Channel = "email" | "sms";

export function channelOf(letter: Letter): Channel {
  return letter.template === "sms_code" ? "sms" : "email";
}
