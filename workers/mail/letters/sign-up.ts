import type { Block, Content, Product } from "../content.ts";
import type { LetterOf } from "../letter.ts";
import type { Words } from "../words/words.ts";

export function verifyEmail(
  letter: LetterOf<"verify_email">,
  { appName }: Product,
  { signUp, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = signUp.verifyEmail;
  const code = time.duration(letter.codeExpiresInSeconds);
  const link = time.duration(letter.linkExpiresInSeconds);
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "button", label: words.button, url: letter.link },
      { kind: "paragraph", text: words.orCode },
      { kind: "code", code: letter.code },
      { kind: "note", text: words.lasts(code, link) },
      { kind: "note", text: words.ignore(appName) },
    ],
    reason: "entered",
  };
}

export function alreadyRegistered(
  letter: LetterOf<"already_registered">,
  { appName }: Product,
  { signUp }: Words,
): Content {
  const { subject, preheader, heading, ...words } = signUp.alreadyRegistered;
  const forgotten: Block[] =
    letter.resetUrl === undefined
      ? []
      : [
          { kind: "paragraph", text: words.forgotten },
          { kind: "button", label: words.choose, url: letter.resetUrl },
        ];
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      { kind: "button", label: words.signIn, url: letter.signInUrl },
      ...forgotten,
      { kind: "note", text: words.ignore },
    ],
    reason: "entered",
  };
}
