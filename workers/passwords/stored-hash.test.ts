import { describe, expect, it } from "vitest";
import { KNOWN_HASHES } from "../testing/known-hashes.ts";
import { readHash, writeHash } from "./stored-hash.ts";

const SALT = "c29tZXNhbHRzb21lc2FsdA";
const HASH = "QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM";
const ARGON2 = `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$${HASH}`;
const BCRYPT = "$2b$10$abcdefghijklmnopqrstuu10cNU3mXRamSUZYs8I8M/Szu..qXq5K";
const SCRYPT = `$scrypt$ln=15,r=8,p=1$${SALT}$${HASH}`;
const FIREBASE = `$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=${HASH}=$${SALT}==$${HASH}=`;
const PBKDF2 = `$pbkdf2-sha256$i=600000$${SALT}$${HASH}`;
const DIGEST = `$sha256$o=sp,i=1$${SALT}$${HASH}`;

describe("the text of a hash", () => {
  it.each([ARGON2, BCRYPT, SCRYPT, FIREBASE, PBKDF2, DIGEST])("comes back as it was: %s", (text) => {
    const hash = readHash(text);
    expect(typeof hash === "string" ? hash : writeHash(hash)).toBe(text);
  });

  it("comes back as it was for every known hash, but for the blocks of PBKDF2 that don't count", () => {
    for (const [, text] of KNOWN_HASHES) {
      const hash = readHash(text);
      if (typeof hash === "string") return expect.unreachable(hash);
      expect(text.startsWith(writeHash(hash).slice(0, -1))).toBe(true);
    }
  });

  it("says what it was made with", () => {
    expect(readHash(ARGON2)).toMatchObject({
      variant: "argon2id",
      memoryKib: 19_456,
      passes: 2,
      parallelism: 1,
    });
    expect(readHash(SCRYPT)).toMatchObject({ costLog2: 15, blockSize: 8, parallelism: 1 });
    expect(readHash(FIREBASE)).toMatchObject({ costLog2: 14, saltSeparator: Uint8Array.of(7) });
    expect(readHash(PBKDF2)).toMatchObject({ digest: "sha256", iterations: 600_000 });
    expect(readHash(DIGEST)).toMatchObject({ digest: "sha256", order: "sp", iterations: 1 });
  });

  it.each([
    ["nothing", "", "no kind"],
    ["a kind that nobody knows", ARGON2.replace("argon2id", "argon2x"), "no kind"],
    ["crypt's SHA-512", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO", "no kind"],
    ["a password in clear", "correct horse", "no kind"],
    ["a thousand characters", ARGON2 + "A".repeat(1_000), "too long"],

    ["Argon2 1.0", ARGON2.replace("v=19", "v=16"), "version 1.0"],
    ["Argon2 without a version", ARGON2.replace("$v=19", ""), "version 1.0"],
    ["something behind it", `${ARGON2}$`, "must read"],
    ["a line break behind it", `${ARGON2}\n`, "base64"],
    ["parameters in another order", ARGON2.replace("t=2,p=1", "p=1,t=2"), "must read"],
    ["a leading zero", ARGON2.replace("t=2", "t=02"), "must read"],
    ["padding", ARGON2.replace(SALT, `${SALT}==`), "base64"],
    ["loose last bits", ARGON2.replace(SALT, SALT.replace(/A$/, "B")), "base64"],
    ["a length that base64 never has", ARGON2.replace(HASH, `${HASH}AA`), "base64"],
    ["base64url", ARGON2.replace("N+Y", "N-Y"), "base64"],
    ["less memory than its lanes need", ARGON2.replace("m=19456,t=2,p=1", "m=31,t=2,p=4"), "lanes need"],
    ["more memory than an isolate can spare", ARGON2.replace("m=19456", "m=65537"), "65536 KiB"],
    ["more passes than there is time for", ARGON2.replace("t=2", "t=21"), "20 passes"],
    ["too many lanes", ARGON2.replace("p=1", "p=17"), "16 lanes"],
    ["a salt under 8 bytes", ARGON2.replace(SALT, "c29tZXNh"), "salt of 8 to 64 bytes"],
    ["a hash under 16 bytes", ARGON2.replace(HASH, HASH.slice(0, 16)), "hash of 16 to 64 bytes"],
    ["a hash over 64 bytes", ARGON2.replace(HASH, "A".repeat(88)), "hash of 16 to 64 bytes"],

    ["bcrypt with the sign bug", BCRYPT.replace("2b", "2x"), "no kind"],
    ["bcrypt of a low cost", BCRYPT.replace("$10$", "$03$"), "cost of 4"],
    ["bcrypt of a high cost", BCRYPT.replace("$10$", "$15$"), "above 14"],
    ["bcrypt that was cut", BCRYPT.slice(0, -1), "53 canonical characters"],
    ["bcrypt with loose bits in its salt", BCRYPT.replace("uu1", "uv1"), "53 canonical characters"],
    ["bcrypt with loose bits in its hash", BCRYPT.replace(/K$/, "L"), "53 canonical characters"],

    ["scrypt over what the platform computes", SCRYPT.replace("ln=15,r=8,p=1", "ln=15,r=8,p=5"), "N·r·p"],
    ["scrypt over what an isolate can spare", SCRYPT.replace("ln=15", "ln=17"), "64 MiB"],
    ["scrypt of an absurd cost", SCRYPT.replace("ln=15", "ln=99999"), "N·r·p"],
    ["scrypt of Firebase over the same", FIREBASE.replace("n=14", "n=18"), "N·r·p"],
    ["scrypt of Firebase without its signer key", FIREBASE.replace(/,sk=[^$]*/, ""), "must read"],
    ["scrypt of Firebase with another signer key", FIREBASE.replace(/sk=[^$]*/, "sk=AAAA"), "as long as"],
    ["scrypt of Firebase without padding", FIREBASE.replace("Bw==", "Bw"), "base64"],

    ["PBKDF2 of a digest that nobody knows", PBKDF2.replace("sha256", "sha384"), "no kind"],
    ["PBKDF2 with too many iterations", PBKDF2.replace("600000", "1300001"), "1300000 iterations"],
    ["PBKDF2 with too many of SHA-512", PBKDF2.replace("256$i=600000", "512$i=600001"), "600000 iterations"],
    ["PBKDF2 without salt", PBKDF2.replace(SALT, ""), "must read"],

    ["a digest of another length", DIGEST.replace("sha256", "sha512"), "hash of 64 bytes"],
    ["a digest in no known order", DIGEST.replace("o=sp", "o=psp"), "must read"],
    ["a digest iterated too often", DIGEST.replace("i=1", "i=100001"), "100000 iterations"],
  ])("is refused with %s", (_, text, reason) => {
    expect(readHash(text)).toContain(reason);
  });

  it("may have the costs up to which it is taken", () => {
    for (const text of [
      ARGON2.replace("m=19456,t=2,p=1", "m=65536,t=20,p=16"),
      BCRYPT.replace("$10$", "$14$"),
      SCRYPT.replace("ln=15", "ln=16"),
      SCRYPT.replace("ln=15,r=8,p=1", "ln=14,r=8,p=8"),
      PBKDF2.replace("600000", "1300000"),
      DIGEST.replace("i=1", "i=100000"),
    ]) {
      expect(readHash(text)).not.toBeTypeOf("string");
    }
  });
});
