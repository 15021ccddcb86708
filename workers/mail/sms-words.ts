import type { Product } from "./content.ts";
import { durationWords } from "./duration-words.ts";
import type { SmsLetter } from "./letter.ts";

/** One SMS of the GSM 7-bit alphabet (3GPP TS 23.038). Any other character makes the phone company count 70. */
const SMS_MAX_CHARACTERS = 160;
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

const PURPOSES = {
  sign_in: { named: "to sign in to", plain: "to sign in" },
  reauth: { named: "to confirm that it's you at", plain: "to confirm that it's you" },
  phone: { named: "to confirm your phone number at", plain: "to confirm your phone number" },
} as const satisfies Record<SmsLetter["purpose"], { named: string; plain: string }>;

/**
 * One SMS, without the product's name where that would make two of it. The last line binds the code to our host, so that
 * browsers fill it in there and nowhere else (WICG sms-one-time-codes).
 */
export function smsText(letter: SmsLetter, { appName, appUrl }: Product): string {
  const { code, purpose } = letter;
  const lasts = durationWords(letter.codeExpiresInSeconds);
  const { named, plain } = PURPOSES[purpose];
  const text = (what: string) =>
    `${code} is your code ${what}. It works for ${lasts}. Don't pass it on.\n\n@${new URL(appUrl).hostname} #${code}`;
  const withName = text(`${named} ${appName}`);
  return isOneSms(withName) ? withName : text(plain);
}

function isOneSms(text: string): boolean {
  return text.length <= SMS_MAX_CHARACTERS && GSM.test(text);
}
