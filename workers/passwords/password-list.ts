import { sha256, utf8 } from "../shared/crypto.ts";

/**
 * The list that scripts/common-passwords.mjs writes: a header, then sorted records, each the first bytes of the SHA-256
 * of a password in lower case. With 40 bits and 18,000 records one good password in 60 million is refused by chance.
 * The Worker and the pages read it alike, so there is no platform in here.
 */
const RECORD_BYTES = 5;
const HEADER = "GKPW1";

/** The records of a file; null for a file that is not whole. */
export function readPasswordList(file: Uint8Array): Uint8Array | null {
  const header = new TextDecoder().decode(file.subarray(0, HEADER.length));
  const records = file.subarray(HEADER.length);
  const isWhole = header === HEADER && records.length > 0 && records.length % RECORD_BYTES === 0;
  return isWhole ? records : null;
}

export async function isListed(records: Uint8Array, password: string): Promise<boolean> {
  const digest = await sha256(utf8(password.normalize("NFC").toLowerCase()));
  return holds(records, digest.subarray(0, RECORD_BYTES));
}

/** Binary search. */
export function holds(records: Uint8Array, wanted: Uint8Array): boolean {
  let low = 0;
  let high = records.length / RECORD_BYTES;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(records.subarray(middle * RECORD_BYTES, (middle + 1) * RECORD_BYTES), wanted);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
