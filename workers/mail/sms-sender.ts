import type { SendResult } from "./mailer.ts";

export interface Sms {
  /** E.164. */
  to: string;
  text: string;
}

export interface SmsSender {
  /** "none": there is no way out. Whoever would write an SMS asks the settings first. */
  readonly provider: "twilio" | "dev" | "none";
  /** Never rejects. Trying again after a "retry" may deliver twice: nobody promises more for SMS. */
  send(sms: Sms): Promise<SendResult>;
}

/** Keeps what was meant to go until its code is dead: the operator may mend the settings in time. */
export function createNoSmsSender(): SmsSender {
  return { provider: "none", send: async () => ({ outcome: "retry", reason: "no provider" }) };
}
