import { z } from "zod";
import type { StoredHash } from "../../workers/passwords/stored-hash.ts";
import { Bytes } from "./stored-bytes.ts";

const Count = z.int().min(1);
const parts = { salt: Bytes, hash: Bytes };

const Argon2 = z.strictObject({
  algorithm: z.enum(["argon2id", "argon2i", "argon2d"]),
  memoryKib: Count,
  passes: Count,
  parallelism: Count,
  ...parts,
});

const Scrypt = z.strictObject({
  algorithm: z.literal("scrypt"),
  /** N. */
  cost: Count.refine((cost) => Number.isInteger(Math.log2(cost)), "must be a power of two"),
  blockSize: Count,
  parallelism: Count,
  ...parts,
});

/** The names are those that Firebase shows for its project's hash parameters. */
const FirebaseScrypt = z.strictObject({
  algorithm: z.literal("firebase-scrypt"),
  memCost: Count,
  rounds: Count,
  signerKey: Bytes,
  saltSeparator: Bytes,
  ...parts,
});

const Pbkdf2 = z.strictObject({
  algorithm: z.enum(["pbkdf2-sha1", "pbkdf2-sha256", "pbkdf2-sha512"]),
  iterations: Count,
  ...parts,
});

const SaltedDigest = z.strictObject({
  algorithm: z.enum(["md5", "sha1", "sha256", "sha512"]),
  order: z.enum(["salt-password", "password-salt"]).default("salt-password"),
  iterations: Count.default(1),
  salt: Bytes.default(new Uint8Array()),
  hash: Bytes,
});

/** A hash in its parts, as systems export it that have no one text for it. */
export const PasswordParts = z
  .discriminatedUnion("algorithm", [Argon2, Scrypt, FirebaseScrypt, Pbkdf2, SaltedDigest])
  .transform((value): StoredHash => {
    switch (value.algorithm) {
      case "scrypt":
        return { kind: "scrypt", ...value, costLog2: Math.log2(value.cost) };
      case "firebase-scrypt":
        return {
          kind: "fbscrypt",
          ...value,
          costLog2: value.memCost,
          blockSize: value.rounds,
          parallelism: 1,
        };
      case "pbkdf2-sha1":
        return { kind: "pbkdf2", ...value, digest: "sha1" };
      case "pbkdf2-sha256":
        return { kind: "pbkdf2", ...value, digest: "sha256" };
      case "pbkdf2-sha512":
        return { kind: "pbkdf2", ...value, digest: "sha512" };
      case "argon2id":
      case "argon2i":
      case "argon2d":
        return { kind: "argon2", ...value, variant: value.algorithm };
      default:
        return {
          kind: "digest",
          ...value,
          digest: value.algorithm,
          order: value.order === "salt-password" ? "sp" : "ps",
        };
    }
  });
