import type { Block, Content, Product } from "../content.ts";
import type { LetterOf } from "../letter.ts";
import type { Words } from "../words/words.ts";

export function passwordReset(
  letter: LetterOf<"password_reset">,
  { appName }: Product,
  { password, time }: Words,
): Content {
  const { subject, preheader, heading, ...words } = password.passwordReset;
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

export function passwordChanged(
  letter: LetterOf<"password_changed">,
  { appName }: Product,
  { password }: Words,
): Content {
  const { subject, preheader, heading, ...words } = password.passwordChanged;
  const signIn: Block[] =
    letter.signInUrl === undefined ? [] : [{ kind: "button", label: words.signIn, url: letter.signInUrl }];
  return {
    subject: subject(appName),
    preheader,
    heading,
    blocks: [
      { kind: "paragraph", text: words.intro(appName) },
      ...signIn,
      { kind: "paragraph", text: words.notYou },
      { kind: "button", label: words.choose, url: letter.resetUrl },
    ],
    reason: "account",
  };
}
