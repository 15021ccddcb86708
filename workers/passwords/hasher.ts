import type { Events } from "../metrics/events.ts";
import { randomBytes, utf8 } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import { HASH_BYTES, HASH_QUEUE_MAX, HASH_WAIT_MAX_MS, SALT_BYTES } from "../shared/limits.ts";
import { type Argon2Hash, writeArgon2 } from "./argon2-text.ts";
import { createHashLine } from "./hash-line.ts";
import { algorithms } from "./isolate-algorithms.ts";
import { readHash, type StoredHash } from "./stored-hash.ts";

/** Passwords are taken as normalizePassword left them. All but `needsRehash` may throw `unavailable`. */
export interface Hasher {
  /** An Argon2id hash as stored-hash.ts has it. */
  hash(password: string): Promise<string>;
  /** Null for an unknown user, or one without a password: the same work, and false. */
  verify(password: string, stored: string | null): Promise<boolean>;
  /** Whether the hash was made otherwise than new ones are: by another algorithm, or with other parameters. */
  needsRehash(stored: string): boolean;
}

export interface HasherOptions {
  memoryKib: number;
  passes: number;
  metrics: Pick<Events, "passwordHash">;
}

/** One for the isolate, since it has one Argon2. */
const inLine = createHashLine({
  max: HASH_QUEUE_MAX,
  waitMaxMs: HASH_WAIT_MAX_MS,
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

export function createHasher({ memoryKib, passes, metrics }: HasherOptions): Hasher {
  const dummy: Argon2Hash = {
    kind: "argon2",
    variant: "argon2id",
    memoryKib,
    passes,
    parallelism: 1,
    salt: new Uint8Array(SALT_BYTES),
    hash: new Uint8Array(HASH_BYTES),
  };

  /** What is submitted and neither completed nor refused still waits, or its request was given up. */
  async function counted<T>(op: "hash" | "verify", work: () => Promise<T>): Promise<T> {
    metrics.passwordHash({ op, phase: "submitted" });
    try {
      const result = await inLine(work);
      metrics.passwordHash({ op, phase: "completed" });
      return result;
    } catch (error) {
      if (error instanceof AppError) metrics.passwordHash({ op, phase: "refused" });
      throw error;
    }
  }

  return {
    hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return counted("hash", async () => {
        const hash = algorithms.argon2({ ...dummy, password: utf8(password), salt, hashBytes: HASH_BYTES });
        return writeArgon2({ ...dummy, salt, hash });
      });
    },

    verify(password, stored) {
      // No password is empty, whatever some older system hashed.
      const known = stored === null || password === "" ? null : knownHash(stored);
      return counted("verify", async () => {
        if (known && isOurs(known)) return matches(password, known);
        if (known && legacyForms(password).some((form) => matches(form, known))) return true;
        // Nobody is found out by a fast answer: neither an unknown user, nor one whose old hash costs next to nothing.
        // One whose old hash costs much is known by a slow answer, until the first sign-in. And a wrong password costs
        // what a right one does, which is hashed anew.
        matches(password, dummy);
        return false;
      });
    },

    needsRehash(stored) {
      const known = knownHash(stored);
      return (
        known === null ||
        !isOurs(known) ||
        known.memoryKib !== memoryKib ||
        known.passes !== passes ||
        known.parallelism !== dummy.parallelism ||
        known.salt.length !== SALT_BYTES ||
        known.hash.length !== HASH_BYTES
      );
    },
  };
}

function knownHash(stored: string): StoredHash | null {
  const read = readHash(stored);
  return typeof read === "string" ? null : read;
}

/** Argon2id with any parameters: all others came with an import. */
function isOurs(hash: StoredHash): hash is Argon2Hash {
  return hash.kind === "argon2" && hash.variant === "argon2id";
}

function matches(password: string, hash: StoredHash): boolean {
  return algorithms.matches(utf8(password), hash);
}

/**
 * What an older system may have hashed for this password: it as it is, which for nearly everybody is also what was
 * typed, or its NFKC form, which some take (NIST SP 800-63B of 2017). Who typed an unnormalised one needs a reset.
 */
function legacyForms(password: string): string[] {
  return [...new Set([password, password.normalize("NFKC")])];
}
