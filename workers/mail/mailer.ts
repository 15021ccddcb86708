export interface Mail {
  /** The outbox row's id; a provider sees it as the idempotency key. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Reasons are our own words or a provider's error name and status: no recipient, no text of theirs. */
export type SendResult =
  | { outcome: "sent" }
  /** Not now, or not known: try again with the same id. */
  | { outcome: "retry"; reason: string; retryAfterMs?: number }
  /** Never: this recipient is not accepted. */
  | { outcome: "refused"; reason: string };

export interface Mailer {
  readonly provider: "resend" | "dev";
  /** Never rejects. Sending one id again delivers nothing twice. */
  send(mail: Mail): Promise<SendResult>;
}
