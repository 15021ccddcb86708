import { concat, decodeBase64Url, encodeBase64Url, randomBytes, sha256, utf8 } from "../shared/crypto.ts";
import type { Keyring } from "../shared/keyring.ts";
import type { Purpose } from "./purpose.ts";

const RANDOM_BYTES = 32;
const MAC_BYTES = 16;

/**
 * base64url(256 random bits | MAC over purpose and bits). The MAC tells a genuine link, however old (`token_spent`), from
 * a made-up one or one for another purpose (`invalid_token`) without asking the database. Only the SHA-256 is stored.
 */
export function createLinkTokens(keyring: Keyring) {
  return {
    async make(purpose: Purpose): Promise<{ token: string; digest: string }> {
      const random = randomBytes(RANDOM_BYTES);
      const mac = await keyring.mac("link", utf8(purpose), random);
      return {
        token: encodeBase64Url(concat(random, mac.subarray(0, MAC_BYTES))),
        digest: await digestOf(random),
      };
    },

    /** The digest to look a genuine token up by; null for any other text. */
    async read(purpose: Purpose, token: string): Promise<string | null> {
      const bytes = token.length > 128 ? null : decodeBase64Url(token);
      if (!bytes || bytes.length !== RANDOM_BYTES + MAC_BYTES) return null;
      const random = bytes.slice(0, RANDOM_BYTES);
      const genuine = await keyring.verify("link", bytes.slice(RANDOM_BYTES), utf8(purpose), random);
      return genuine ? digestOf(random) : null;
    },
  };
}

export type LinkTokens = ReturnType<typeof createLinkTokens>;

async function digestOf(random: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeBase64Url(await sha256(random));
}
