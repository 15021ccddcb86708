import { encodeBase64 } from "./base64.ts";
import { type HashParts, readParts, SALT_MAX_BYTES } from "./hash-parts.ts";
import type { SaltedDigestParams } from "./salted-digest.ts";

/** `$sha256$o=sp,i=1$salt$hash`: the order of salt and password, and how often it is digested. */
export interface SaltedDigestHash extends SaltedDigestParams, HashParts {
  kind: "digest";
}

/** About half a second. */
const ITERATIONS_MAX = 100_000;
const DIGEST_BYTES = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

const DIGESTS = ["md5", "sha1", "sha256", "sha512"] as const;
const TEXT = /^\$(md5|sha\d+)\$o=(sp|ps),i=([1-9]\d{0,9})\$([^$]*)\$([^$]+)$/;

export function writeSaltedDigest({ digest, order, iterations, salt, hash }: SaltedDigestHash): string {
  return `$${digest}$o=${order},i=${iterations}$${encodeBase64(salt)}$${encodeBase64(hash)}`;
}

/** The hash, or in words why it can't be verified here. */
export function readSaltedDigest(text: string): SaltedDigestHash | string {
  const [, name, o, i, salt = "", hash = ""] = TEXT.exec(text) ?? [];
  const digest = DIGESTS.find((each) => each === name);
  if (digest === undefined) return "must read $sha256$o=sp,i=1$salt$hash, or md5, sha1 or sha512";
  const iterations = Number(i);
  if (iterations > ITERATIONS_MAX) return `takes more than ${ITERATIONS_MAX} iterations`;
  const bytes = DIGEST_BYTES[digest];
  const parts = readParts({ salt, hash }, { salt: [0, SALT_MAX_BYTES], hash: [bytes, bytes] });
  return typeof parts === "string"
    ? parts
    : { kind: "digest", digest, order: o === "sp" ? "sp" : "ps", iterations, ...parts };
}
