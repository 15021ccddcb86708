import type { SmsLetter } from "../../letter.ts";

interface SmsParts {
  code: string;
  lasts: string;
  appName: string;
}

const PURPOSES: Record<SmsLetter["purpose"], { named: string; plain: string }> = {
  sign_in: { named: "to sign in to", plain: "to sign in" },
  reauth: { named: "to confirm that it's you at", plain: "to confirm that it's you" },
  phone: { named: "to confirm your phone number at", plain: "to confirm your phone number" },
};

/** From the best to the shortest: the first that is one SMS is sent. The alphabet is GSM's, or it counts for more than twice its length. */
export function sms(purpose: SmsLetter["purpose"], { code, lasts, appName }: SmsParts): string[] {
  const { named, plain } = PURPOSES[purpose];
  return [`${named} ${appName}`, plain].map(
    (what) => `${code} is your code ${what}. It works for ${lasts}. Don't pass it on.`,
  );
}
