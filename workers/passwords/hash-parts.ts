import { decodeBase64 } from "./base64.ts";

export interface HashParts {
  salt: Uint8Array;
  hash: Uint8Array;
}

/** From and to how many bytes each part may have. */
export interface PartSizes {
  salt: readonly [number, number];
  hash: readonly [number, number];
}

/** A shorter hash could be met by chance. */
export const HASH_MIN_BYTES = 16;
export const HASH_MAX_BYTES = 128;
export const SALT_MAX_BYTES = 128;

/** The last two parts of a hash's text, or in words what is wrong with them. */
export function readParts(
  { salt: saltText, hash: hashText }: Record<keyof HashParts, string>,
  sizes: PartSizes,
  decode = decodeBase64,
): HashParts | string {
  const [salt, hash] = [decode(saltText), decode(hashText)];
  if (!salt || !hash) return "must have its salt and its hash in canonical base64";
  return misfit("salt", salt, sizes.salt) ?? misfit("hash", hash, sizes.hash) ?? { salt, hash };
}

function misfit(name: string, { length }: Uint8Array, [min, max]: readonly [number, number]): string | null {
  if (length >= min && length <= max) return null;
  return `must have a ${name} of ${min === max ? min : `${min} to ${max}`} bytes`;
}
