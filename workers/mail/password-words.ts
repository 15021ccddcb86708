import type { Content, Product } from "./content.ts";
import { durationWords } from "./duration-words.ts";
import type { LetterOf } from "./letter.ts";

export function passwordReset(letter: LetterOf<"password_reset">, { appName }: Product): Content {
  const linkLasts = durationWords(letter.linkExpiresInSeconds);
  const codeLasts = durationWords(letter.codeExpiresInSeconds);
  return {
    subject: `Choose a new password for ${appName}`,
    preheader: "Use the link or the code in this mail.",
    heading: "Choose a new password",
    blocks: [
      {
        kind: "paragraph",
        text:
          `Somebody, we hope you, asked for a new password for the ${appName} account with this address. ` +
          "A new password signs you out everywhere.",
      },
      { kind: "button", label: "Choose a new password", url: letter.link },
      { kind: "paragraph", text: "Or enter this code where you asked for it:" },
      { kind: "code", code: letter.code },
      {
        kind: "note",
        text: `The code works for ${codeLasts} and the link for ${linkLasts} from when you asked for them.`,
      },
      {
        kind: "note",
        text:
          "If you didn't ask, do nothing: your password stays as it is. " +
          `Don't pass the code on; nobody from ${appName} will ask you for it.`,
      },
    ],
    reason: "entered",
  };
}

export function passwordChanged(letter: LetterOf<"password_changed">, { appName }: Product): Content {
  const signIn: Content["blocks"] =
    letter.signInUrl === undefined ? [] : [{ kind: "button", label: "Sign in", url: letter.signInUrl }];
  return {
    subject: `Your password for ${appName} was changed`,
    preheader: "If it wasn't you, choose a new one at once.",
    heading: "Your password was changed",
    blocks: [
      {
        kind: "paragraph",
        text: `The password of your ${appName} account was changed. If it was you, there is nothing to do.`,
      },
      ...signIn,
      {
        kind: "paragraph",
        text: "If it wasn't you, choose a new password at once. That signs everybody out.",
      },
      { kind: "button", label: "Choose a new password", url: letter.resetUrl },
    ],
    reason: "account",
  };
}
