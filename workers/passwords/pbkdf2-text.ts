import { encodeBase64 } from "./base64.ts";
import { HASH_MAX_BYTES, HASH_MIN_BYTES, type HashParts, readParts, SALT_MAX_BYTES } from "./hash-parts.ts";
import { countedBytes, type Pbkdf2Params } from "./pbkdf2.ts";

/** In the PHC string format: `$pbkdf2-sha256$i=600000$salt$hash`. Of the hash no more is kept than counts. */
export interface Pbkdf2Hash extends Pbkdf2Params, HashParts {
  kind: "pbkdf2";
}

/** About a second each. */
const ITERATIONS_MAX = { sha1: 1_300_000, sha256: 1_300_000, sha512: 600_000 };
const SIZES = { salt: [1, SALT_MAX_BYTES], hash: [HASH_MIN_BYTES, HASH_MAX_BYTES] } as const;

const DIGESTS = ["sha1", "sha256", "sha512"] as const;
const TEXT = /^\$pbkdf2-(sha\d+)\$i=([1-9]\d{0,9})\$([^$]+)\$([^$]+)$/;

export function writePbkdf2({ digest, iterations, salt, hash }: Pbkdf2Hash): string {
  return `$pbkdf2-${digest}$i=${iterations}$${encodeBase64(salt)}$${encodeBase64(hash)}`;
}

/** The hash, or in words why it can't be verified here. */
export function readPbkdf2(text: string): Pbkdf2Hash | string {
  const [, name, i, salt = "", hash = ""] = TEXT.exec(text) ?? [];
  const digest = DIGESTS.find((each) => each === name);
  if (digest === undefined) return "must read $pbkdf2-sha256$i=…$salt$hash, or sha1 or sha512";
  const iterations = Number(i);
  if (iterations > ITERATIONS_MAX[digest]) return `takes more than ${ITERATIONS_MAX[digest]} iterations`;
  const parts = readParts({ salt, hash }, SIZES);
  if (typeof parts === "string") return parts;
  const counted = parts.hash.subarray(0, countedBytes(digest));
  return { kind: "pbkdf2", digest, iterations, salt: parts.salt, hash: counted };
}
