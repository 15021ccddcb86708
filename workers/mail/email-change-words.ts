import type { Content, Product } from "./content.ts";
import { durationWords } from "./duration-words.ts";
import { plainLine } from "./foreign-words.ts";
import type { LetterOf } from "./letter.ts";

export function emailChange(letter: LetterOf<"email_change">, { appName }: Product): Content {
  return {
    subject: `Confirm your new email address for ${appName}`,
    preheader: "Your address changes once you use the link in this mail.",
    heading: "Confirm your new email address",
    blocks: [
      {
        kind: "paragraph",
        text: `To use this address for your ${appName} account from now on, confirm that it is yours.`,
      },
      { kind: "button", label: "Confirm new address", url: letter.link },
      {
        kind: "note",
        text:
          `The link works once, for ${durationWords(letter.linkExpiresInSeconds)} from when you asked for it. ` +
          "Your other devices are signed out when you use it.",
      },
      {
        kind: "note",
        text:
          "If you didn't ask to change your address, don't use the link: somebody else would have your address " +
          "in their account. Do nothing, and nothing changes.",
      },
    ],
    reason: "entered",
  };
}

export function emailChangeNotice(letter: LetterOf<"email_change_notice">, { appName }: Product): Content {
  const lasts = durationWords(letter.linkExpiresInSeconds);
  return {
    subject: `A new email address for your ${appName} account?`,
    preheader: "Somebody asked to change the address of your account. If it wasn't you, undo it.",
    heading: "Are you changing your address?",
    blocks: [
      {
        kind: "paragraph",
        text:
          `Somebody, we hope you, asked to change the email address of your ${appName} account from this one to ` +
          `${plainLine(letter.maskedEmail)}. It changes once the new address is confirmed.`,
      },
      { kind: "paragraph", text: "If it was you, there is nothing to do here." },
      { kind: "paragraph", text: "If it wasn't you, undo it:" },
      { kind: "button", label: "Undo the change", url: letter.link },
      {
        kind: "note",
        text:
          `The link works for ${lasts} from when the change was asked for, before and after the address has ` +
          "changed. It keeps this address and signs everybody out. Keep this mail until then.",
      },
    ],
    reason: "account",
  };
}

export function emailChanged(letter: LetterOf<"email_changed">, { appName }: Product): Content {
  return {
    subject: `Your email address for ${appName} was changed`,
    preheader: "If it wasn't you, an earlier mail from us has a link to undo it.",
    heading: "Your email address was changed",
    blocks: [
      {
        kind: "paragraph",
        text:
          `The email address of your ${appName} account is now ${plainLine(letter.maskedEmail)}. ` +
          "This one no longer belongs to it. If it was you, there is nothing to do.",
      },
      {
        kind: "paragraph",
        text:
          "If it wasn't you, look for the mail that we sent to this address when the change was asked for. " +
          "The link in it undoes the change.",
      },
    ],
    reason: "former_account",
  };
}

export function emailChangeReverted(
  letter: LetterOf<"email_change_reverted">,
  { appName }: Product,
): Content {
  return {
    subject: `Your ${appName} account has this email address again`,
    preheader: "The change was undone. Now choose a new password.",
    heading: "The change was undone",
    blocks: [
      {
        kind: "paragraph",
        text:
          `The email address of your ${appName} account is this one again, and everybody was signed out. ` +
          "Whoever asked for the change may know your password, so choose a new one now:",
      },
      { kind: "button", label: "Choose a new password", url: letter.resetUrl },
    ],
    reason: "account",
  };
}

export function emailTaken(letter: LetterOf<"email_taken">, { appName }: Product): Content {
  return {
    subject: `Your email address already has a ${appName} account`,
    preheader: "Somebody wanted to use your address for another account. Nothing has changed.",
    heading: "This address has an account already",
    blocks: [
      {
        kind: "paragraph",
        text:
          `Somebody, perhaps you, wanted to use this address for another ${appName} account. ` +
          "It belongs to yours already, so nothing has changed. To use your account, sign in with this address.",
      },
      { kind: "button", label: "Sign in", url: letter.signInUrl },
      {
        kind: "note",
        text: "If it wasn't you, there is nothing to do: whoever it was learned nothing about your account.",
      },
    ],
    reason: "entered",
  };
}
