import type { Mailer } from "./mailer.ts";

/** Sends nothing: the outbox keeps its payloads, and the developer's mailbox shows them. */
export function createDevMailer(): Mailer {
  return { provider: "dev", send: async () => ({ outcome: "sent" }) };
}
