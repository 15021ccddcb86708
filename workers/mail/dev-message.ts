import type { Keyring } from "../shared/keyring.ts";
import type { Language } from "../shared/language.ts";
import type { Product } from "./content.ts";
import type { Channel } from "./letter.ts";
import type { OutboxRow } from "./outbox.ts";
import { openLetter } from "./sealed-letter.ts";
import { render } from "./templates.ts";

/** A message as the developer's mailbox shows it. */
export interface DevMessage {
  id: string;
  channel: Channel;
  to: string;
  /** "" for an SMS, which has neither subject nor HTML. */
  subject: string;
  text: string;
  html: string;
  links: string[];
  code: string | null;
  createdAt: string;
  language: Language;
}

export type StoredMessage = Pick<OutboxRow, "id" | "channel" | "payload" | "language" | "createdAt">;

/** Null for what cannot be read, say after GENKAN_SECRET changed. */
export async function devMessageOf(
  { id, channel, payload, language, createdAt }: StoredMessage,
  keyring: Keyring,
  product: Product,
): Promise<DevMessage | null> {
  const opened = await openLetter(keyring, id, payload);
  if (opened === null) return null;
  const written = language ?? opened.language;
  return {
    id,
    channel,
    to: opened.to,
    ...render(opened.letter, written, product),
    createdAt: createdAt.toISOString(),
    language: written,
  };
}
