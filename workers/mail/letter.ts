import { z } from "@hono/zod-openapi";

/**
 * Every mail the service can send, as data. Nothing in a letter is text that a user typed.
 * A new one is an entry here and its words in templates.ts; the compiler asks for both.
 */
export const letter = z.discriminatedUnion("template", [
  /** To somebody who wants to sign up: a link and a code, either confirms the address. */
  z.object({
    template: z.literal("verify_email"),
    link: z.string(),
    code: z.string(),
    linkExpiresInSeconds: z.number(),
    codeExpiresInSeconds: z.number(),
  }),
  /** To the owner of an address that somebody tried to sign up with. */
  z.object({
    template: z.literal("already_registered"),
    signInUrl: z.string(),
    resetUrl: z.string().optional(),
  }),
]);

export type Letter = z.infer<typeof letter>;
export type Template = Letter["template"];
export type LetterOf<T extends Template> = Extract<Letter, { template: T }>;
