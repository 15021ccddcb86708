import type { Content, Product } from "./content.ts";
import { durationWords } from "./duration-words.ts";
import type { LetterOf } from "./letter.ts";

export function signInCode(letter: LetterOf<"sign_in_code">, { appName }: Product): Content {
  return {
    subject: `Your code to sign in to ${appName}`,
    preheader: "Enter the code in this mail where you are signing in.",
    heading: "Your code to sign in",
    blocks: [
      { kind: "paragraph", text: `Enter this code where you are signing in to ${appName}:` },
      { kind: "code", code: letter.code },
      {
        kind: "note",
        text: `It works once, for ${durationWords(letter.codeExpiresInSeconds)} from when you asked for it.`,
      },
      {
        kind: "note",
        text:
          "If you didn't ask for it, do nothing: without the code nobody gets in. " +
          `Don't pass it on; nobody from ${appName} will ask you for it.`,
      },
    ],
    reason: "entered",
  };
}

export function reauthCode(letter: LetterOf<"reauth_code">, { appName }: Product): Content {
  return {
    subject: `Your code to confirm that it's you at ${appName}`,
    preheader: "Enter the code in this mail where you were asked for it.",
    heading: "Confirm that it's you",
    blocks: [
      {
        kind: "paragraph",
        text: `You are changing something in your ${appName} account. To go on, enter this code:`,
      },
      { kind: "code", code: letter.code },
      {
        kind: "note",
        text: `It works once, for ${durationWords(letter.codeExpiresInSeconds)} from when you asked for it.`,
      },
      {
        kind: "note",
        text:
          "If you didn't ask for it, somebody else is signed in to your account: sign in, end the sessions that " +
          "you don't know, and choose a new password. " +
          `Don't pass the code on; nobody from ${appName} will ask you for it.`,
      },
    ],
    reason: "account",
  };
}

export function magicLink(letter: LetterOf<"magic_link">, { appName }: Product): Content {
  return {
    subject: `Your link to sign in to ${appName}`,
    preheader: "Open the link in this mail to sign in, without a password.",
    heading: "Your link to sign in",
    blocks: [
      { kind: "paragraph", text: `Use this link to sign in to ${appName}. You need no password.` },
      { kind: "button", label: "Sign in", url: letter.link },
      {
        kind: "note",
        text: `It works once, for ${durationWords(letter.linkExpiresInSeconds)} from when you asked for it.`,
      },
      {
        kind: "note",
        text:
          "If you didn't ask for it, do nothing: without the link nobody gets in. " +
          "Don't forward this mail: whoever has the link can sign in with it.",
      },
    ],
    reason: "entered",
  };
}
