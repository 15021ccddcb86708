import type { Language } from "../shared/language.ts";
import type { Product } from "./content.ts";
import type { SmsLetter } from "./letter.ts";
import { WORDS } from "./words/words.ts";

/** One SMS of the GSM 7-bit alphabet (3GPP TS 23.038), and one of any other: a single character decides which. */
const GSM_MAX_CHARACTERS = 160;
const UCS2_MAX_CHARACTERS = 70;
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;

/**
 * One SMS, where words that are short enough for it can be had: without the product's name, if need be. The last line
 * binds the code to our host, so that browsers fill it in there and nowhere else (WICG sms-one-time-codes).
 */
export function smsText(letter: SmsLetter, language: Language, { appName, appUrl }: Product): string {
  const { code, purpose, codeExpiresInSeconds } = letter;
  const { sms, time } = WORDS[language];
  const texts = sms(purpose, { code, lasts: time.duration(codeExpiresInSeconds), appName }).map(
    (words) => `${words}\n\n@${new URL(appUrl).hostname} #${code}`,
  );
  return texts.find(isOneSms) ?? texts.at(-1) ?? "";
}

function isOneSms(text: string): boolean {
  return text.length <= (GSM.test(text) ? GSM_MAX_CHARACTERS : UCS2_MAX_CHARACTERS);
}
