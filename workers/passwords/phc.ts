import type { Argon2Params } from "./argon2.ts";

/** A hash in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export interface Phc extends Argon2Params {
  salt: Uint8Array;
  hash: Uint8Array;
}

/** What an imported hash may ask for: half of an isolate's memory, and about a second of its time. */
const MEMORY_MAX_KIB = 65_536;
const PASSES_MAX = 20;
const PARALLELISM_MAX = 16;
/** RFC 9106 3.1: 8 KiB per lane at the least. */
const MEMORY_MIN_KIB_PER_LANE = 8;
const SALT_MIN_BYTES = 8;
/** A shorter hash could be met by chance. */
const HASH_MIN_BYTES = 16;
const PART_MAX_BYTES = 64;

const PHC =
  /^\$argon2id\$v=19\$m=([1-9]\d{0,5}),t=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export function formatPhc({ memoryKib, passes, parallelism, salt, hash }: Phc): string {
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${encode(salt)}$${encode(hash)}`;
}

/** Null for what is no Argon2id hash of version 1.3, or asks for more than a hash here may cost. */
export function parsePhc(text: string): Phc | null {
  const [, m, t, p, saltText = "", hashText = ""] = PHC.exec(text) ?? [];
  const [memoryKib, passes, parallelism] = [Number(m), Number(t), Number(p)];
  const affordable = memoryKib <= MEMORY_MAX_KIB && passes <= PASSES_MAX && parallelism <= PARALLELISM_MAX;
  if (!affordable || memoryKib < MEMORY_MIN_KIB_PER_LANE * parallelism) return null;

  const [salt, hash] = [decode(saltText), decode(hashText)];
  if (!salt || salt.length < SALT_MIN_BYTES || salt.length > PART_MAX_BYTES) return null;
  if (!hash || hash.length < HASH_MIN_BYTES || hash.length > PART_MAX_BYTES) return null;
  return { memoryKib, passes, parallelism, salt, hash };
}

/** The format wants base64 without padding. */
function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
}

/** Null unless it is the one canonical spelling. */
function decode(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return encode(bytes) === text ? bytes : null;
}
