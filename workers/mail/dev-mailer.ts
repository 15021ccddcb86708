import type { Mailer } from "./mailer.ts";
import type { SmsSender } from "./sms-sender.ts";

/** Sends nothing: the outbox keeps its payloads, and the developer's mailbox shows them. */
export function createDevMailer(): Mailer {
  return { provider: "dev", send: async () => ({ outcome: "sent" }) };
}

/** The same for SMS. */
export function createDevSmsSender(): SmsSender {
  return { provider: "dev", send: async () => ({ outcome: "sent" }) };
}
