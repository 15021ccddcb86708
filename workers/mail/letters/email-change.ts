import type { Content, Product } from "../content.ts";
import { plainLine } from "../foreign-words.ts";
import type { LetterOf } from "../letter.ts";
import type { Words } from "../words/words.ts";

export function emailChange(
  letter: LetterOf<"email_change">,
  { appName }: Product,
  { emailChange, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = emailChange.confirm;
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "button", label: words.button, url: letter.link },
      { kind: "note", text: words.lasts(time.duration(letter.linkExpiresInSeconds)) },
      { kind: "note", text: words.ignore },
    ],
    reason: "entered",
  };
}

export function emailChangeNotice(
  letter: LetterOf<"email_change_notice">,
  { appName }: Product,
  { emailChange, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = emailChange.notice;
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName, plainLine(letter.maskedEmail)) },
      { kind: "paragraph", text: words.you },
      { kind: "paragraph", text: words.notYou },
      { kind: "button", label: words.button, url: letter.link },
      { kind: "note", text: words.lasts(time.duration(letter.linkExpiresInSeconds)) },
    ],
    reason: "account",
  };
}

export function emailChanged(
  letter: LetterOf<"email_changed">,
  { appName }: Product,
  { emailChange }: Words,
): Content {
  const { subject, preheader, heading, ...words } = emailChange.changed;
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName, plainLine(letter.maskedEmail)) },
      { kind: "paragraph", text: words.notYou },
    ],
    reason: "former_account",
  };
}

export function emailChangeReverted(
  letter: LetterOf<"email_change_reverted">,
  { appName }: Product,
  { emailChange }: Words,
): Content {
  const { subject, preheader, heading, ...words } = emailChange.reverted;
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "button", label: words.choose, url: letter.resetUrl },
    ],
    reason: "account",
  };
}

export function emailTaken(
  letter: LetterOf<"email_taken">,
  { appName }: Product,
  { emailChange }: Words,
): Content {
  const { subject, preheader, heading, ...words } = emailChange.taken;
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "button", label: words.signIn, url: letter.signInUrl },
      { kind: "note", text: words.ignore },
    ],
    reason: "entered",
  };
}
