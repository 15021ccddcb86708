import { equalBytes, randomBytes, utf8 } from "../shared/crypto.ts";
import { HASH_BYTES, HASH_QUEUE_MAX, HASH_WAIT_MAX_MS, SALT_BYTES } from "../shared/limits.ts";
import { argon2 } from "./argon2.ts";
import { createHashLine } from "./hash-line.ts";
import { formatPhc, type Phc, parsePhc } from "./phc.ts";

/** Passwords are taken as normalizePassword left them. All but `needsRehash` may throw `unavailable`. */
export interface Hasher {
  /** A PHC string. */
  hash(password: string): Promise<string>;
  /** Null for an unknown user, or one without a password: the same work, and false. */
  verify(password: string, phc: string | null): Promise<boolean>;
  /** Whether the hash was made with other parameters than new ones are. */
  needsRehash(phc: string): boolean;
}

export interface HasherOptions {
  memoryKib: number;
  passes: number;
}

/** One for the isolate, since it has one Argon2. */
const inLine = createHashLine({
  max: HASH_QUEUE_MAX,
  waitMaxMs: HASH_WAIT_MAX_MS,
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

export function createHasher({ memoryKib, passes }: HasherOptions): Hasher {
  const params = { memoryKib, passes, parallelism: 1 };
  const dummy = { ...params, salt: new Uint8Array(SALT_BYTES), hash: new Uint8Array(HASH_BYTES) };

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return formatPhc({ ...params, salt, hash: await digest(password, { ...dummy, salt }) });
    },

    async verify(password, phc) {
      const known = phc === null ? null : parsePhc(phc);
      const target = known ?? dummy;
      // No password is empty, and hash-wasm takes none that is.
      const matches = equalBytes(await digest(password || " ", target), target.hash);
      return matches && known !== null && password !== "";
    },

    needsRehash(phc) {
      const known = parsePhc(phc);
      return (
        known?.memoryKib !== memoryKib ||
        known.passes !== passes ||
        known.parallelism !== params.parallelism ||
        known.salt.length !== SALT_BYTES ||
        known.hash.length !== HASH_BYTES
      );
    },
  };
}

function digest(password: string, { hash, ...params }: Phc): Promise<Uint8Array> {
  return inLine(() => argon2({ ...params, password: utf8(password), hashBytes: hash.length }));
}
