import type { Content, Product } from "./content.ts";
import { durationWords } from "./duration-words.ts";
import type { LetterOf } from "./letter.ts";

export function verifyEmail(letter: LetterOf<"verify_email">, { appName }: Product): Content {
  const linkLasts = durationWords(letter.linkExpiresInSeconds);
  const codeLasts = durationWords(letter.codeExpiresInSeconds);
  return {
    subject: `Confirm your email address for ${appName}`,
    preheader: "Use the link or the code in this mail.",
    heading: "Confirm your email address",
    blocks: [
      { kind: "paragraph", text: `To finish signing up for ${appName}, confirm that this address is yours.` },
      { kind: "button", label: "Confirm address", url: letter.link },
      { kind: "paragraph", text: "Or enter this code where you signed up:" },
      { kind: "code", code: letter.code },
      {
        kind: "note",
        text: `The code works for ${codeLasts} and the link for ${linkLasts} from when you asked for them.`,
      },
      {
        kind: "note",
        text:
          "If you didn't sign up, do nothing: without this mail nobody can use your address. " +
          `Don't pass the code on; nobody from ${appName} will ask you for it.`,
      },
    ],
    reason: "entered",
  };
}

export function alreadyRegistered(letter: LetterOf<"already_registered">, { appName }: Product): Content {
  const forgotten: Content["blocks"] =
    letter.resetUrl === undefined
      ? []
      : [
          { kind: "paragraph", text: "If you have forgotten your password, choose a new one:" },
          { kind: "button", label: "Choose a new password", url: letter.resetUrl },
        ];
  return {
    subject: `You already have a ${appName} account`,
    preheader: "Somebody tried to sign up with your address. You can simply sign in.",
    heading: "You already have an account",
    blocks: [
      {
        kind: "paragraph",
        text:
          `Somebody, perhaps you, tried to sign up for ${appName} with this address. ` +
          "It has an account already, so no new one was made and nothing has changed. You can simply sign in.",
      },
      { kind: "button", label: "Sign in", url: letter.signInUrl },
      ...forgotten,
      {
        kind: "note",
        text: "If it wasn't you, there is nothing to do: whoever it was learned nothing about your account.",
      },
    ],
    reason: "entered",
  };
}
