import type { SmsLetter } from "../../letter.ts";
import type { Words } from "../words.ts";

const PURPOSES: Record<SmsLetter["purpose"], string> = {
  sign_in: "ログインコード",
  reauth: "本人確認コード",
  phone: "電話番号の確認コード",
};

/** An SMS of these characters holds 70: the warning goes before a second one comes. */
export const sms: Words["sms"] = (purpose, { code, lasts, appName }) => {
  const what = PURPOSES[purpose];
  const warning = "他人に教えないでください。";
  return [
    `${code} ${appName}の${what}です。${lasts}有効。${warning}`,
    `${code} ${what}です。${lasts}有効。${warning}`,
    `${code} ${what}（${lasts}有効）`,
  ];
};
