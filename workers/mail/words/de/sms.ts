import type { SmsLetter } from "../../letter.ts";
import type { Words } from "../words.ts";

const PURPOSES: Record<SmsLetter["purpose"], (at: string) => string> = {
  sign_in: (at) => `, um dich${at} anzumelden`,
  reauth: (at) => `, um${at} zu bestätigen, dass du es bist`,
  phone: (at) => `, um deine Telefonnummer${at} zu bestätigen`,
};

export const sms: Words["sms"] = (purpose, { code, lasts, appName }) =>
  [` bei ${appName}`, ""].map(
    (at) => `${code} ist dein Code${PURPOSES[purpose](at)}. Er gilt ${lasts}. Gib ihn nicht weiter.`,
  );
