import type { Content, Product } from "../content.ts";
import type { LetterOf } from "../letter.ts";
import type { Words } from "../words/words.ts";

export function signInCode(
  letter: LetterOf<"sign_in_code">,
  product: Product,
  { signIn, time }: Words,
): Content {
  return codeContent(letter, product, signIn.signInCode, time, "entered");
}

export function reauthCode(
  letter: LetterOf<"reauth_code">,
  product: Product,
  { signIn, time }: Words,
): Content {
  return codeContent(letter, product, signIn.reauthCode, time, "account");
}

function codeContent(
  letter: LetterOf<"sign_in_code"> | LetterOf<"reauth_code">,
  { appName }: Product,
  words: Words["signIn"]["signInCode"],
  time: Words["time"],
  reason: Content["reason"],
): Content {
  return {
    subject: words.subject(appName),
    preheader: words.preheader,
    heading: words.heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "code", code: letter.code },
      { kind: "note", text: words.lasts(time.duration(letter.codeExpiresInSeconds)) },
      { kind: "note", text: words.ignore(appName) },
    ],
    reason,
  };
}

export function magicLink(
  letter: LetterOf<"magic_link">,
  { appName }: Product,
  { signIn, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = signIn.magicLink;
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
