import { decodePadded, encodeBase64, encodePadded } from "./base64.ts";
import { HASH_MAX_BYTES, HASH_MIN_BYTES, type HashParts, readParts, SALT_MAX_BYTES } from "./hash-parts.ts";
import type { ScryptParams } from "./scrypt.ts";

/** In the PHC string format: `$scrypt$ln=15,r=8,p=1$salt$hash`. */
export interface ScryptHash extends ScryptParams, HashParts {
  kind: "scrypt";
}

/** As others write it too: `$fbscrypt$v=1,n=14,r=8,p=1,ss=…,sk=…$salt$hash`, in padded base64. */
export interface FirebaseHash extends ScryptParams, HashParts {
  kind: "fbscrypt";
  saltSeparator: Uint8Array;
  signerKey: Uint8Array;
}

/** What the platform computes at most, as N·r·p, locally as in production. About half a second. */
const WORK_MAX = 2 ** 20;
/** Half of what an isolate has. RFC 7914: N blocks of 128·r bytes. */
const MEMORY_MAX_MIB = 64;
const BLOCK_UNIT_BYTES = 128;
const SIZES = { salt: [1, SALT_MAX_BYTES], hash: [HASH_MIN_BYTES, HASH_MAX_BYTES] } as const;

const NUMBER = "([1-9]\\d{0,4})";
const TEXT = new RegExp(`^\\$scrypt\\$ln=${NUMBER},r=${NUMBER},p=${NUMBER}\\$([^$]+)\\$([^$]+)$`);
const FIREBASE_TEXT = new RegExp(
  `^\\$fbscrypt\\$v=1,n=${NUMBER},r=${NUMBER},p=${NUMBER}(?:,ss=([^,$]*))?,sk=([^,$]+)\\$([^$]+)\\$([^$]+)$`,
);

export function writeScrypt({ costLog2, blockSize, parallelism, salt, hash }: ScryptHash): string {
  return `$scrypt$ln=${costLog2},r=${blockSize},p=${parallelism}$${encodeBase64(salt)}$${encodeBase64(hash)}`;
}

export function writeFirebase({ costLog2, blockSize, parallelism, ...hash }: FirebaseHash): string {
  const separator = hash.saltSeparator.length > 0 ? `,ss=${encodePadded(hash.saltSeparator)}` : "";
  const params = `n=${costLog2},r=${blockSize},p=${parallelism}${separator},sk=${encodePadded(hash.signerKey)}`;
  return `$fbscrypt$v=1,${params}$${encodePadded(hash.salt)}$${encodePadded(hash.hash)}`;
}

/** The hash, or in words why it can't be verified here. */
export function readScrypt(text: string): ScryptHash | string {
  const [, ln, r, p, salt = "", hash = ""] = TEXT.exec(text) ?? [];
  if (ln === undefined) return "must read $scrypt$ln=…,r=…,p=…$salt$hash";
  const params = paramsOf(ln, r, p);
  if (typeof params === "string") return params;
  const parts = readParts({ salt, hash }, SIZES);
  return typeof parts === "string" ? parts : { kind: "scrypt", ...params, ...parts };
}

/** The hash, or in words why it can't be verified here. */
export function readFirebase(text: string): FirebaseHash | string {
  const [, n, r, p, ss = "", sk = "", salt = "", hash = ""] = FIREBASE_TEXT.exec(text) ?? [];
  if (n === undefined) return "must read $fbscrypt$v=1,n=…,r=…,p=…,ss=…,sk=…$salt$hash";
  const params = paramsOf(n, r, p);
  if (typeof params === "string") return params;
  const parts = readParts({ salt, hash }, SIZES, decodePadded);
  if (typeof parts === "string") return parts;
  const [saltSeparator, signerKey] = [decodePadded(ss), decodePadded(sk)];
  if (!saltSeparator || !signerKey)
    return "must have its salt separator and its signer key in canonical base64";
  if (saltSeparator.length > SALT_MAX_BYTES) return "has too long a salt separator";
  if (signerKey.length !== parts.hash.length) return "must have a signer key as long as its hash";
  return { kind: "fbscrypt", ...params, ...parts, saltSeparator, signerKey };
}

function paramsOf(...texts: (string | undefined)[]): ScryptParams | string {
  const [costLog2 = 0, blockSize = 0, parallelism = 0] = texts.map(Number);
  const params = { costLog2, blockSize, parallelism };
  if (2 ** costLog2 * blockSize * parallelism > WORK_MAX) return `takes more than N·r·p = ${WORK_MAX}`;
  if (2 ** costLog2 * blockSize * BLOCK_UNIT_BYTES > MEMORY_MAX_MIB * 1_024 ** 2)
    return `takes more than ${MEMORY_MAX_MIB} MiB of memory`;
  return params;
}
