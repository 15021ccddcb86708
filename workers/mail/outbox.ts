import type { NewId } from "../shared/ids.ts";
import type { Keyring } from "../shared/keyring.ts";
import type { Language } from "../shared/language.ts";
import { OUTBOX_BATCH, OUTBOX_LEASE_MS } from "../shared/limits.ts";
import { after, type Now } from "../shared/time.ts";
import type { Product } from "./content.ts";
import { type DevMessage, devMessageOf, type StoredMessage } from "./dev-message.ts";
import { type Channel, channelOf, type Letter, type Template } from "./letter.ts";
import type { Mailer, SendResult } from "./mailer.ts";
import { deadlineOf, nextAttempt } from "./outbox-retry.ts";
import { type AddressedLetter, openLetter, sealLetter } from "./sealed-letter.ts";
import type { SmsSender } from "./sms-sender.ts";
import { render } from "./templates.ts";

/** Enough to clear a backlog, few enough not to run into the provider's requests per second at once. */
const SENT_AT_ONCE = 4;
/** What the developer's mailbox looks back on. */
const MAILBOX_MAX = 200;

export interface OutboxRow {
  id: string;
  channel: Channel;
  /** Sealed: recipient, letter and the visitor's language. */
  payload: string;
  /** The recipient's, by his account; it wins over the visitor's. */
  language: Language | null;
  /** This attempt included. */
  attempts: number;
  createdAt: Date;
  expiresAt: Date;
}

/** As the batch inserts it, which finds the language of the recipient's account. */
export type OutboxValues = Omit<OutboxRow, "language"> & { nextAttemptAt: Date };

/** For a batch of the caller's (outbox.statement.ts). The recipient is not stored. */
export interface OutboxMessage {
  to: string;
  row: OutboxValues;
}

/** A row is done once sent or failed: neither is ever claimed, due or changed again. */
export interface OutboxStore {
  /**
   * Takes the row until `leaseUntil` if it is due, not done and nobody holds it, and counts the attempt: one winner.
   * Rows past `expiresAt` are handed out too, to be given up.
   */
  claim(id: string, now: Date, leaseUntil: Date): Promise<OutboxRow | null>;
  /** Up to `limit` ids that are due, the longest due first. */
  due(now: Date, limit: number): Promise<string[]>;
  /** Done. Wipes the payload unless told to keep it. */
  sent(id: string, now: Date, keepPayload: boolean): Promise<void>;
  retryAt(id: string, at: Date, reason: string): Promise<void>;
  /** Done, given up for good. Wipes the payload. */
  failed(id: string, now: Date, reason: string): Promise<void>;
  /** Those that still have a payload, newest first: for the developer's mailbox. */
  recent(limit: number): Promise<StoredMessage[]>;
  clear(): Promise<void>;
}

export type DeliveryOutcome = "sent" | "retried" | "failed";

export interface OutboxDeps {
  store: OutboxStore;
  mailer: Mailer;
  smsSender: SmsSender;
  keyring: Keyring;
  product: Product;
  /** The visitor's: what is composed for him is written in it, unless the recipient's account has another. */
  language: Language;
  now: Now;
  newId: NewId;
  random: () => number;
  /** Once per attempt; `unknown` is a payload that nobody can read. */
  onOutcome?: (event: {
    channel: Channel;
    template: Template | "unknown";
    provider: Mailer["provider"] | SmsSender["provider"];
    outcome: DeliveryOutcome;
  }) => void;
  /** A defect or a database failure, not a provider that says no. The row comes due again by itself. */
  onError?: (error: unknown) => void;
}

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(deps: OutboxDeps) {
  const {
    store,
    mailer,
    smsSender,
    keyring,
    product,
    language: visitors,
    now,
    newId,
    random,
    ...hooks
  } = deps;
  const senders = { email: mailer, sms: smsSender };

  /**
   * For a row that the caller inserts in the same batch as the change it announces. `owner` is the language of the account
   * that it is about: for an address that is not, or no longer, the account's own.
   */
  async function compose(
    to: string,
    letter: Letter,
    expiresAt: Date,
    owner: Language | null = null,
  ): Promise<OutboxMessage> {
    const id = newId("mail");
    const createdAt = now();
    const payload = await sealLetter(keyring, id, { to, letter, language: owner ?? visitors });
    const channel = channelOf(letter);
    const row = { id, channel, payload, attempts: 0, createdAt, expiresAt, nextAttemptAt: createdAt };
    return { to, row };
  }

  /** Never rejects: mail is nobody's answer. Null when the row is done, held by another or not due. */
  async function deliver(id: string): Promise<DeliveryOutcome | null> {
    try {
      const row = await store.claim(id, now(), after(now(), OUTBOX_LEASE_MS));
      return row === null ? null : await attempt(row);
    } catch (error) {
      // The lease, or nobody having claimed it, brings the row back.
      hooks.onError?.(error);
      return "retried";
    }
  }

  async function attempt(row: OutboxRow): Promise<DeliveryOutcome> {
    const content = await openLetter(keyring, row.id, row.payload);
    // Another release or secret may read it: while both are out, the mail waits for one that can.
    const result: SendResult = content
      ? await send(row, content)
      : { outcome: "retry", reason: "unreadable" };
    const outcome = await settle(row, result);
    hooks.onOutcome?.({
      channel: row.channel,
      template: content?.letter.template ?? "unknown",
      provider: senders[row.channel].provider,
      outcome,
    });
    return outcome;
  }

  async function send(row: OutboxRow, { to, letter, language }: AddressedLetter): Promise<SendResult> {
    if (now() >= deadlineOf(row)) return { outcome: "refused", reason: "expired" };
    const { subject, text, html } = render(letter, row.language ?? language, product);
    return row.channel === "sms"
      ? senders.sms.send({ to, text })
      : senders.email.send({ id: row.id, to, subject, text, html });
  }

  async function settle(row: OutboxRow, result: SendResult): Promise<DeliveryOutcome> {
    if (result.outcome === "sent") {
      await store.sent(row.id, now(), senders[row.channel].provider === "dev");
      return "sent";
    }
    if (result.outcome === "refused") return giveUp(row, result.reason);
    const next = nextAttempt(now(), row.attempts, random, result.retryAfterMs);
    if (next >= deadlineOf(row)) return giveUp(row, `${result.reason}, no time left`);
    await store.retryAt(row.id, next, result.reason);
    return "retried";
  }

  async function giveUp(row: OutboxRow, reason: string): Promise<"failed"> {
    await store.failed(row.id, now(), reason);
    return "failed";
  }

  /** What the schedule runs. Rejects only when the store can't say what is due. */
  async function deliverDue(): Promise<Record<DeliveryOutcome, number>> {
    const tally = { sent: 0, retried: 0, failed: 0 };
    const queue = await store.due(now(), OUTBOX_BATCH);
    async function work(): Promise<void> {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const outcome = await deliver(id);
        if (outcome !== null) tally[outcome]++;
      }
    }
    await Promise.all(Array.from({ length: SENT_AT_ONCE }, work));
    return tally;
  }

  /** The developer's mailbox, newest first; with `to`, that recipient's. */
  async function mailbox(to?: string): Promise<DevMessage[]> {
    const rows = await store.recent(MAILBOX_MAX);
    const messages = await Promise.all(rows.map((row) => devMessageOf(row, keyring, product)));
    const readable = messages.filter((message) => message !== null);
    return to === undefined ? readable : readable.filter((message) => sameAddress(message.to, to));
  }

  return { compose, deliver, deliverDue, mailbox, clear: () => store.clear() };
}

function sameAddress(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

/** Addresses in any case, numbers by their digits; a bare + in a query arrives as a blank. */
function comparable(text: string): string {
  return text.includes("@") ? text.toLowerCase().replaceAll(" ", "+") : text.replace(/\D/g, "");
}
