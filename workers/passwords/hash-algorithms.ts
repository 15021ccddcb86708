import { equalBytes } from "../shared/crypto.ts";
import { type Argon2, createArgon2 } from "./argon2.ts";
import { createBcrypt } from "./bcrypt.ts";
import type { KeptWasm } from "./kept-wasm.ts";
import { createPbkdf2 } from "./pbkdf2.ts";
import { saltedDigest } from "./salted-digest.ts";
import { firebaseScrypt, scrypt } from "./scrypt.ts";
import type { StoredHash } from "./stored-hash.ts";

export interface HashAlgorithms {
  argon2: Argon2;
  /** Whether the hash is the password's. Runs to its end at once, for as long as the hash wants. */
  matches(password: Uint8Array, hash: StoredHash): boolean;
}

export type HashModules = Record<"argon2" | "blake2b" | "bcrypt" | "sha1" | "sha256" | "sha512", KeptWasm>;

export function createHashAlgorithms(modules: HashModules): HashAlgorithms {
  const argon2 = createArgon2(modules);
  const bcrypt = createBcrypt(modules.bcrypt);
  const pbkdf2 = createPbkdf2(modules);

  function compute(password: Uint8Array, hash: Exclude<StoredHash, { kind: "bcrypt" }>): Uint8Array {
    const hashBytes = hash.hash.length;
    switch (hash.kind) {
      case "argon2":
        return argon2({ ...hash, password, hashBytes });
      case "scrypt":
        return scrypt({ ...hash, password, hashBytes });
      case "fbscrypt":
        return firebaseScrypt({ ...hash, password });
      case "pbkdf2":
        return pbkdf2({ ...hash, password, hashBytes });
      case "digest":
        return saltedDigest({ ...hash, password });
    }
  }

  return {
    argon2,
    matches(password, hash) {
      return hash.kind === "bcrypt"
        ? bcrypt(password, hash.text)
        : equalBytes(compute(password, hash), hash.hash);
    },
  };
}
