import { deletionScheduled, newDevice, phoneChanged, sessionRevoked } from "./account-words.ts";
import { type Content, codeOf, linksOf, type Product } from "./content.ts";
import {
  emailChange,
  emailChanged,
  emailChangeNotice,
  emailChangeReverted,
  emailTaken,
} from "./email-change-words.ts";
import { layoutHtml, layoutText } from "./layout.ts";
import type { Letter, MailLetter } from "./letter.ts";
import { passwordChanged, passwordReset } from "./password-words.ts";
import { magicLink, reauthCode, signInCode } from "./sign-in-words.ts";
import { alreadyRegistered, verifyEmail } from "./sign-up-words.ts";
import { smsText } from "./sms-words.ts";

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
export function render(letter: Letter, product: Product): RenderedLetter {
  return letter.template === "sms_code"
    ? { subject: "", text: smsText(letter, product), html: "", links: [], code: letter.code }
    : renderMail(letter, product);
}

function renderMail(letter: MailLetter, product: Product): RenderedLetter {
  const content = compose(letter, product);
  return {
    // A line break would end the header (ASVS 1.3.11).
    subject: content.subject.replace(/\p{Cc}+/gu, " "),
    text: layoutText(content, product),
    html: layoutHtml(content, product),
    links: linksOf(content),
    code: codeOf(content),
  };
}

/** Codes stay out of subjects and preheaders: these show on locked screens and in other people's view of a list. */
function compose(letter: MailLetter, product: Product): Content {
  switch (letter.template) {
    case "verify_email":
      return verifyEmail(letter, product);
    case "already_registered":
      return alreadyRegistered(letter, product);
    case "sign_in_code":
      return signInCode(letter, product);
    case "reauth_code":
      return reauthCode(letter, product);
    case "magic_link":
      return magicLink(letter, product);
    case "password_reset":
      return passwordReset(letter, product);
    case "email_change":
      return emailChange(letter, product);
    case "email_change_notice":
      return emailChangeNotice(letter, product);
    case "email_changed":
      return emailChanged(letter, product);
    case "email_change_reverted":
      return emailChangeReverted(letter, product);
    case "email_taken":
      return emailTaken(letter, product);
    case "password_changed":
      return passwordChanged(letter, product);
    case "new_device":
      return newDevice(letter, product);
    case "session_revoked":
      return sessionRevoked(letter, product);
    case "phone_changed":
      return phoneChanged(letter, product);
    case "deletion_scheduled":
      return deletionScheduled(letter, product);
  }
}
