import { decodeBase64Url, encodeBase64Url, randomDigits, utf8 } from "../shared/crypto.ts";
import type { Keyring } from "../shared/keyring.ts";
import { CODE_DIGITS } from "../shared/limits.ts";
import type { Purpose } from "./purpose.ts";

/** Whom and what a code is for. The id is that of the one request it was made for (ASVS 6.6.2). */
export interface CodeBinding {
  id: string;
  purpose: Purpose;
  subject: string;
}

/** Six digits are guessed fast, so what is stored is an HMAC under a derived key: a copy of the database has no codes. */
export function createCodes(keyring: Keyring) {
  const parts = ({ id, purpose, subject }: CodeBinding, code: string) =>
    [id, purpose, subject, code].map(utf8);

  return {
    async make(binding: CodeBinding): Promise<{ code: string; digest: string }> {
      const code = randomDigits(CODE_DIGITS);
      return { code, digest: encodeBase64Url(await keyring.mac("code", ...parts(binding, code))) };
    },

    async matches(binding: CodeBinding, code: string, digest: string): Promise<boolean> {
      const stored = decodeBase64Url(digest);
      return stored !== null && keyring.verify("code", stored, ...parts(binding, code));
    },
  };
}

/** Six ASCII digits, nothing padded, full-width or short: anything else isn't worth a try. */
export function isCode(text: string): boolean {
  return text.length === CODE_DIGITS && /^[0-9]+$/.test(text);
}

export type Codes = ReturnType<typeof createCodes>;
