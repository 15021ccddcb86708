import { sha256, utf8 } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";

/**
 * The list that scripts/common-passwords.mjs writes: a header, then sorted records, each the first bytes of the SHA-256
 * of a password in lower case. With 40 bits and 18,000 records one good password in 60 million is refused by chance.
 */
const RECORD_BYTES = 5;
const HEADER = "GKPW1";
const ADDRESS = "https://assets.local/common-passwords.bin";

export interface Assets {
  fetch(address: string): Promise<Response>;
}

export interface CommonPasswords {
  has(password: string): Promise<boolean>;
}

/** Bytes, never the promise of them: a request must not wait for what another one has asked for. */
const loaded = new WeakMap<Assets, Uint8Array>();

/** Read on first need, then kept for as long as the isolate keeps its binding. */
export function createCommonPasswords(assets: Assets): CommonPasswords {
  return {
    async has(password) {
      const records = loaded.get(assets) ?? (await load(assets));
      loaded.set(assets, records);
      const digest = await sha256(utf8(password.normalize("NFC").toLowerCase()));
      return holds(records, digest.subarray(0, RECORD_BYTES));
    },
  };
}

/** Without the list passwords would pass unchecked, so a build that lacks it fails loudly. */
async function load(assets: Assets): Promise<Uint8Array> {
  const response = await assets.fetch(ADDRESS);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const header = new TextDecoder().decode(bytes.subarray(0, HEADER.length));
  const records = bytes.subarray(HEADER.length);
  if (
    response.status !== 200 ||
    header !== HEADER ||
    records.length === 0 ||
    records.length % RECORD_BYTES !== 0
  ) {
    throw new AppError("internal", {
      reason: "common-passwords.bin is missing from the assets, or broken: build again",
    });
  }
  return records;
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
