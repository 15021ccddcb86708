import type { Language } from "../shared/language.ts";
import { type Content, codeOf, linksOf, type Product } from "./content.ts";
import { layoutHtml, layoutText } from "./layout.ts";
import type { Letter, MailLetter } from "./letter.ts";
import { deletionScheduled, newDevice, phoneChanged, sessionRevoked } from "./letters/account.ts";
import {
  emailChange,
  emailChanged,
  emailChangeNotice,
  emailChangeReverted,
  emailTaken,
} from "./letters/email-change.ts";
import { passwordChanged, passwordReset } from "./letters/password.ts";
import { magicLink, reauthCode, signInCode } from "./letters/sign-in.ts";
import { alreadyRegistered, verifyEmail } from "./letters/sign-up.ts";
import { smsText } from "./sms.ts";
import { WORDS, type Words } from "./words/words.ts";

export interface RenderedLetter {
  /** "" for an SMS, which has none. */
  subject: string;
  text: string;
  /** "" for an SMS. */
  html: string;
  links: string[];
  code: string | null;
}

/** The same letter gives the same bytes on every try: Resend refuses a key that comes back with another body. */
export function render(letter: Letter, language: Language, product: Product): RenderedLetter {
  return letter.template === "sms_code"
    ? { subject: "", text: smsText(letter, language, product), html: "", links: [], code: letter.code }
    : renderMail(letter, language, product);
}

function renderMail(letter: MailLetter, language: Language, product: Product): RenderedLetter {
  const words = WORDS[language];
  const content = compose(letter, product, words);
  return {
    // A line break would end the header (ASVS 1.3.11).
    subject: content.subject.replace(/\p{Cc}+/gu, " "),
    text: layoutText(content, words.frame, product),
    html: layoutHtml(content, { language, ...words.frame }, product),
    links: linksOf(content),
    code: codeOf(content),
  };
}

/** Codes stay out of subjects and preheaders: these show on locked screens and in other people's view of a list. */
function compose(letter: MailLetter, product: Product, words: Words): Content {
  switch (letter.template) {
    case "verify_email":
      return verifyEmail(letter, product, words);
    case "already_registered":
      return alreadyRegistered(letter, product, words);
    case "sign_in_code":
      return signInCode(letter, product, words);
    case "reauth_code":
      return reauthCode(letter, product, words);
    case "magic_link":
      return magicLink(letter, product, words);
    case "password_reset":
      return passwordReset(letter, product, words);
    case "email_change":
      return emailChange(letter, product, words);
    case "email_change_notice":
      return emailChangeNotice(letter, product, words);
    case "email_changed":
      return emailChanged(letter, product, words);
    case "email_change_reverted":
      return emailChangeReverted(letter, product, words);
    case "email_taken":
      return emailTaken(letter, product, words);
    case "password_changed":
      return passwordChanged(letter, product, words);
    case "new_device":
      return newDevice(letter, product, words);
    case "session_revoked":
      return sessionRevoked(letter, product, words);
    case "phone_changed":
      return phoneChanged(letter, product, words);
    case "deletion_scheduled":
      return deletionScheduled(letter, product, words);
  }
}
