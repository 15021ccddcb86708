import type { Argon2Params } from "./argon2.ts";
import { encodeBase64 } from "./base64.ts";
import { HASH_MIN_BYTES, type HashParts, readParts } from "./hash-parts.ts";

/** In the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export interface Argon2Hash extends Argon2Params, HashParts {
  kind: "argon2";
}

/** What an imported hash may ask for: half of an isolate's memory, and about a second of its time. */
const MEMORY_MAX_KIB = 65_536;
const PASSES_MAX = 20;
const PARALLELISM_MAX = 16;
/** RFC 9106 3.1: 8 KiB per lane at the least. */
const MEMORY_MIN_KIB_PER_LANE = 8;
const SIZES = { salt: [8, 64], hash: [HASH_MIN_BYTES, 64] } as const;

const VARIANTS = ["argon2d", "argon2i", "argon2id"] as const;
const TEXT = /^\$(argon2i?d?)\$v=19\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([^$]+)\$([^$]+)$/;

export function writeArgon2({ variant, memoryKib, passes, parallelism, salt, hash }: Argon2Hash): string {
  return `$${variant}$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${encodeBase64(salt)}$${encodeBase64(hash)}`;
}

/** The hash, or in words why it can't be verified here. */
export function readArgon2(text: string): Argon2Hash | string {
  const [, name, m, t, p, salt = "", hash = ""] = TEXT.exec(text) ?? [];
  const variant = VARIANTS.find((each) => each === name);
  if (variant === undefined) {
    return /^\$argon2i?d?\$(v=16\$)?m=/.test(text)
      ? "is of Argon2's version 1.0; only 1.3 (v=19) can be verified"
      : "must read $argon2id$v=19$m=…,t=…,p=…$salt$hash";
  }
  const [memoryKib, passes, parallelism] = [Number(m), Number(t), Number(p)];
  if (memoryKib > MEMORY_MAX_KIB) return `takes more than ${MEMORY_MAX_KIB} KiB of memory`;
  if (passes > PASSES_MAX) return `takes more than ${PASSES_MAX} passes`;
  if (parallelism > PARALLELISM_MAX) return `takes more than ${PARALLELISM_MAX} lanes`;
  if (memoryKib < MEMORY_MIN_KIB_PER_LANE * parallelism) return "has less memory than its lanes need";

  const parts = readParts({ salt, hash }, SIZES);
  return typeof parts === "string"
    ? parts
    : { kind: "argon2", variant, memoryKib, passes, parallelism, ...parts };
}
