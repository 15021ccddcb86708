import { type Argon2Hash, readArgon2, writeArgon2 } from "./argon2-text.ts";
import { type BcryptHash, readBcrypt } from "./bcrypt-text.ts";
import { type Pbkdf2Hash, readPbkdf2, writePbkdf2 } from "./pbkdf2-text.ts";
import { readSaltedDigest, type SaltedDigestHash, writeSaltedDigest } from "./salted-digest-text.ts";
import {
  type FirebaseHash,
  readFirebase,
  readScrypt,
  type ScryptHash,
  writeFirebase,
  writeScrypt,
} from "./scrypt-text.ts";

/**
 * What `users.password_hash` may hold. New hashes are Argon2id; the others came with an import, and become Argon2id at
 * the next sign-in. Salts and hashes are in standard base64 without padding.
 *
 * | kind          | text                                                    | at most                               |
 * |---------------|---------------------------------------------------------|---------------------------------------|
 * | Argon2 1.3    | `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, `i` and `d` | 64 MiB, 20 passes, 16 lanes           |
 * | bcrypt        | `$2b$10$…`, `2a` and `2y`                               | cost 14                               |
 * | scrypt        | `$scrypt$ln=15,r=8,p=1$salt$hash`                       | N·r·p = 2^20, 64 MiB                  |
 * | Firebase's    | `$fbscrypt$v=1,n=14,r=8,p=1,ss=…,sk=…$salt$hash`        | the same; this one's base64 is padded |
 * | PBKDF2        | `$pbkdf2-sha256$i=600000$salt$hash`, `sha1`, `sha512`   | 1,300,000 iterations; 600,000 sha512  |
 * | salted digest | `$sha256$o=sp,i=1$salt$hash`, `md5`, `sha1`, `sha512`   | 100,000 iterations                    |
 */
export type StoredHash = Argon2Hash | BcryptHash | ScryptHash | FirebaseHash | Pbkdf2Hash | SaltedDigestHash;

/** A hundred bytes of salt, of hash, of signer key: nothing honest is longer. */
const TEXT_MAX_LENGTH = 1_000;

const READERS = new Map<string, (text: string) => StoredHash | string>([
  ["argon2d", readArgon2],
  ["argon2i", readArgon2],
  ["argon2id", readArgon2],
  ["2a", readBcrypt],
  ["2b", readBcrypt],
  ["2y", readBcrypt],
  ["scrypt", readScrypt],
  ["fbscrypt", readFirebase],
  ["pbkdf2-sha1", readPbkdf2],
  ["pbkdf2-sha256", readPbkdf2],
  ["pbkdf2-sha512", readPbkdf2],
  ["md5", readSaltedDigest],
  ["sha1", readSaltedDigest],
  ["sha256", readSaltedDigest],
  ["sha512", readSaltedDigest],
]);

/** The hash, or in words why it can't be verified here. */
export function readHash(text: string): StoredHash | string {
  if (text.length > TEXT_MAX_LENGTH) return "is too long";
  const [, kind = ""] = /^\$([a-z0-9-]+)\$/.exec(text) ?? [];
  return READERS.get(kind)?.(text) ?? "is of no kind that is known here";
}

export function writeHash(hash: StoredHash): string {
  switch (hash.kind) {
    case "argon2":
      return writeArgon2(hash);
    case "bcrypt":
      return hash.text;
    case "scrypt":
      return writeScrypt(hash);
    case "fbscrypt":
      return writeFirebase(hash);
    case "pbkdf2":
      return writePbkdf2(hash);
    case "digest":
      return writeSaltedDigest(hash);
  }
}
