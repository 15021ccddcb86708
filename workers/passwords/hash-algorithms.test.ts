import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { utf8 } from "../shared/crypto.ts";
import { KNOWN_HASHES } from "../testing/known-hashes.ts";
import type { Argon2Input } from "./argon2.ts";
import { createHashAlgorithms } from "./hash-algorithms.ts";
import { keepWasm } from "./kept-wasm.ts";
import { readHash } from "./stored-hash.ts";

/** What Node compiles at run time; the types are those of Workers, which don't. */
function wasm(name: string) {
  return keepWasm(
    Reflect.construct(WebAssembly.Module, [readFileSync(join(import.meta.dirname, `${name}.wasm`))]),
  );
}

const modules = {
  argon2: wasm("argon2"),
  blake2b: wasm("blake2b"),
  bcrypt: wasm("bcrypt"),
  sha1: wasm("sha1"),
  sha256: wasm("sha256"),
  sha512: wasm("sha512"),
};
const { argon2, matches } = createHashAlgorithms(modules);

function check(password: string, stored: string): boolean {
  const hash = readHash(stored);
  if (typeof hash === "string") throw new TypeError(`${stored} ${hash}`);
  return matches(utf8(password), hash);
}

function hex(input: Partial<Argon2Input>): string {
  const digest = argon2({
    variant: "argon2id",
    password: utf8("password"),
    salt: utf8("somesalt"),
    memoryKib: 256,
    passes: 2,
    parallelism: 1,
    hashBytes: 32,
    ...input,
  });
  return Buffer.from(digest).toString("hex");
}

describe("known hashes", () => {
  it.each(KNOWN_HASHES)(
    "%s is the password of %s, and not its first half, twice over",
    (password, stored) => {
      for (let round = 0; round < 2; round++) {
        expect(check(password, stored)).toBe(true);
        expect(check(password.slice(0, password.length / 2), stored)).toBe(false);
      }
    },
  );
});

describe("Argon2", () => {
  it("agrees with the vectors of the reference implementation, whatever was hashed before", () => {
    for (let round = 0; round < 2; round++) {
      expect(hex({})).toBe("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
      expect(hex({ parallelism: 2 })).toBe(
        "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
      );
      // The memory has to grow for this one, and is too large for those of the next round.
      expect(hex({ memoryKib: 65_536 })).toBe(
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
      );
    }
  });

  it("agrees with OpenSSL on RFC 9106 5.3 without its associated data, which is left out here", () => {
    const filled = (length: number, value: number) => new Uint8Array(length).fill(value);
    const input = {
      password: filled(32, 1),
      salt: filled(16, 2),
      secret: filled(8, 3),
      memoryKib: 32,
      passes: 3,
    };
    const expected = "0034de3c8a75efc1148100eaf5ba9b1ce6d50ba5cdf6ae4018c54a4fc03ac10d";
    expect(hex({ ...input, parallelism: 4 })).toBe(expected);
  });
});

describe("bcrypt", () => {
  const stored = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

  it("looks at 72 bytes, and has no password with a NUL", () => {
    const [, long = ""] = KNOWN_HASHES.find(([password]) => password === "0123456789".repeat(9)) ?? [];
    expect(check(`${"0123456789".repeat(7)}01`, long)).toBe(true);
    expect(check(`${"0123456789".repeat(7)}02`, long)).toBe(false);
    expect(check("U*U", stored)).toBe(true);
    expect(check("U*U\0U*U", stored)).toBe(false);
    expect(check("U*U\0", stored)).toBe(false);
  });
});

describe("the kept instances", () => {
  it("keep nothing of a password", () => {
    const secret = "a secret that is long enough to be found".repeat(3);
    for (const [, stored] of KNOWN_HASHES) check(secret, stored);
    for (const each of Object.values(modules)) {
      expect(new TextDecoder("latin1").decode(each.memory())).not.toContain("a secret");
    }
  });
});
