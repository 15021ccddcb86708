import { createHash } from "node:crypto";
import { concat } from "../shared/crypto.ts";

export interface SaltedDigestParams {
  digest: "md5" | "sha1" | "sha256" | "sha512";
  /** What comes first: `sp` salt, password; `ps` password, salt. */
  order: "sp" | "ps";
  /** 1 is the digest of the two; each further one digests the digest before. */
  iterations: number;
}

export interface SaltedDigestInput extends SaltedDigestParams {
  password: Uint8Array;
  salt: Uint8Array;
}

export function saltedDigest({ digest, order, iterations, password, salt }: SaltedDigestInput): Uint8Array {
  let value: Uint8Array = order === "sp" ? concat(salt, password) : concat(password, salt);
  for (let count = 0; count < iterations; count++) value = createHash(digest).update(value).digest();
  return value;
}
