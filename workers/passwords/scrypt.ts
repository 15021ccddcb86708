import { createCipheriv, scryptSync } from "node:crypto";
import { concat } from "../shared/crypto.ts";

export interface ScryptParams {
  /** N, as a power of two. */
  costLog2: number;
  blockSize: number;
  parallelism: number;
}

export interface ScryptInput extends ScryptParams {
  password: Uint8Array;
  salt: Uint8Array;
  hashBytes: number;
}

/** The platform's own, which gives its memory back at once; it refuses N·r·p above 2^20. */
export function scrypt({
  password,
  salt,
  hashBytes,
  costLog2,
  blockSize,
  parallelism,
}: ScryptInput): Uint8Array {
  return scryptSync(password, salt, hashBytes, {
    N: 2 ** costLog2,
    r: blockSize,
    p: parallelism,
    // What it takes, and some room: what it may take was judged before.
    maxmem: 128 * blockSize * (2 ** costLog2 + parallelism) + 2 ** 20,
  });
}

export interface FirebaseInput extends Omit<ScryptInput, "hashBytes"> {
  saltSeparator: Uint8Array;
  signerKey: Uint8Array;
}

const KEY_BYTES = 32;
const COUNTER = new Uint8Array(16);

/** Firebase's: scrypt makes a key, and what that key makes of the project's signer key (AES-256-CTR) is the hash. */
export function firebaseScrypt({ saltSeparator, signerKey, salt, ...input }: FirebaseInput): Uint8Array {
  const key = scrypt({ ...input, salt: concat(salt, saltSeparator), hashBytes: KEY_BYTES });
  return createCipheriv("aes-256-ctr", key, COUNTER).update(signerKey);
}
