import { z } from "@hono/zod-openapi";
import type { Keyring } from "../shared/keyring.ts";
import { LANGUAGES } from "../shared/language.ts";
import { letter } from "./letter.ts";

const addressed = z.object({
  to: z.string(),
  letter,
  /** Letters of releases that knew one language don't say it. */
  language: z.enum(LANGUAGES).default("en"),
});

export type AddressedLetter = z.infer<typeof addressed>;

/** Links and codes work for whoever reads them, so an outbox row shows neither them nor the recipient. */
export function sealLetter(keyring: Keyring, id: string, content: AddressedLetter): Promise<string> {
  return keyring.seal("outbox", id, JSON.stringify(content));
}

/** Null when it was not sealed for this row, or says what this release does not know. */
export async function openLetter(
  keyring: Keyring,
  id: string,
  payload: string,
): Promise<AddressedLetter | null> {
  const plain = await keyring.open("outbox", id, payload);
  if (plain === null) return null;
  try {
    return addressed.safeParse(JSON.parse(plain)).data ?? null;
  } catch {
    return null;
  }
}
