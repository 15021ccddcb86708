import { beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../shared/crypto.ts";
import { HASH_QUEUE_MAX } from "../shared/limits.ts";
import { type Argon2Input, argon2 } from "./argon2.ts";
import argon2Module from "./argon2.wasm";
import blake2bModule from "./blake2b.wasm";
import { createHasher } from "./hasher.ts";

const PASSWORD = "correct horse battery staple";
// Computed by OpenSSL's Argon2 (node:crypto of Node 24), which shares no code with hash-wasm.
const KNOWN =
  "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM";
const KNOWN_UNICODE =
  "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$NtlHYD+Z5OhmRvqcN+KikzBBJehVsMEWpvSpHCI3xFA";
const KNOWN_FOUR_LANES =
  "$argon2id$v=19$m=1024,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$NdCOaGxFpZsHRPGOGDtMwqasQVnFPdPD0+mwvCAUkUkjEkkZvC6ULJ8b06aLV4hTlFY3TrZdLNIAsI09s9bf6w";
const KNOWN_CHEAP =
  "$argon2id$v=19$m=1024,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$5Tx9YkNNWfq1gl0Huxrt8T0TE4IsPYoxCIG6y6JJZ6I";

const hasher = createHasher({ memoryKib: 19_456, passes: 2 });
const cheap = createHasher({ memoryKib: 1_024, passes: 1 });

async function hex(input: Partial<Argon2Input>): Promise<string> {
  const digest = await argon2({
    password: utf8("password"),
    salt: utf8("somesalt"),
    memoryKib: 256,
    passes: 2,
    parallelism: 1,
    hashBytes: 32,
    ...input,
  });
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function memory() {
  const instances = await Promise.all(
    [argon2Module, blake2bModule].map((each) => WebAssembly.instantiate(each)),
  );
  const bytes = instances.map(({ exports }) => {
    if (!(exports.memory instanceof WebAssembly.Memory)) throw new TypeError("no memory");
    return exports.memory.buffer.byteLength;
  });
  return { instances, bytes };
}

describe("Argon2id", () => {
  it("agrees with the vectors of the reference implementation, whatever was hashed before", async () => {
    for (let round = 0; round < 2; round++) {
      expect(await hex({})).toBe("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
      expect(await hex({ parallelism: 2 })).toBe(
        "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
      );
      // The memory has to grow for this one, and is too large for those of the next round.
      expect(await hex({ memoryKib: 65_536 })).toBe(
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
      );
    }
  });

  it("agrees with OpenSSL on RFC 9106 5.3 without its associated data, which hash-wasm does not take", async () => {
    const input = {
      password: filled(32, 1),
      salt: filled(16, 2),
      secret: filled(8, 3),
      memoryKib: 32,
      passes: 3,
    };
    const expected = "0034de3c8a75efc1148100eaf5ba9b1ce6d50ba5cdf6ae4018c54a4fc03ac10d";
    expect(await hex({ ...input, parallelism: 4 })).toBe(expected);
  });

  it("lets no other event in before it is done, or the line would not be enough", async () => {
    let done = false;
    const firstEvent = new Promise<boolean>((resolve) => setTimeout(() => resolve(done), 0));
    void hex({}).then(() => {
      done = true;
    });
    expect(await firstEvent).toBe(true);
  });

  it("leaves nothing of a password in memory", async () => {
    const instances = [argon2Module, blake2bModule].map((each) => WebAssembly.instantiate(each));
    await hex({ password: utf8("a secret that is long enough to be found".repeat(100)) });
    for (const { exports } of await Promise.all(instances)) {
      if (!(exports.memory instanceof WebAssembly.Memory)) throw new TypeError("no memory");
      expect(new TextDecoder("latin1").decode(exports.memory.buffer)).not.toContain("a secret");
    }
  });

  it("still compiles nothing else", async () => {
    const compile: unknown = Reflect.get(WebAssembly, "compile");
    if (typeof compile !== "function") throw new TypeError("nothing to compile with");
    await expect(compile(new Uint8Array(8).buffer)).rejects.toThrow("compile");
  });
});

describe("the hasher", () => {
  it("writes a PHC string with a salt of its own", async () => {
    const [a, b] = [await hasher.hash(PASSWORD), await hasher.hash(PASSWORD)];
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(a).not.toBe(b);
    expect([await hasher.verify(PASSWORD, a), await hasher.verify(PASSWORD, b)]).toEqual([true, true]);
  });

  it("verifies known hashes twice in a row, by their own parameters", async () => {
    for (let round = 0; round < 2; round++) {
      expect(await hasher.verify(PASSWORD, KNOWN)).toBe(true);
      expect(await hasher.verify("Crème brûlée 玄関".normalize("NFC"), KNOWN_UNICODE)).toBe(true);
      expect(await hasher.verify(PASSWORD, KNOWN_FOUR_LANES)).toBe(true);
      expect(await cheap.verify(PASSWORD, KNOWN)).toBe(true);
    }
  });

  it("verifies eight at once", async () => {
    const tries = [KNOWN, KNOWN_CHEAP, KNOWN, KNOWN_FOUR_LANES, KNOWN, KNOWN_UNICODE, KNOWN, KNOWN_CHEAP];
    const answers = await Promise.all(tries.map((phc) => hasher.verify(PASSWORD, phc)));
    expect(answers).toEqual([true, true, true, true, true, false, true, true]);
  });

  it("refuses another password, also one that differs in case or a space", async () => {
    for (const other of ["Correct horse battery staple", `${PASSWORD} `, "", "x".repeat(20_000)]) {
      expect(await hasher.verify(other, KNOWN_CHEAP)).toBe(false);
    }
  });

  it("is false for an unknown user and for what is no hash", async () => {
    for (const phc of [
      null,
      "",
      "$argon2id$",
      KNOWN.replace("m=19456", "m=999999"),
      "$2b$10$abcdefghijklmnopqrstuv",
    ]) {
      expect(await cheap.verify(PASSWORD, phc)).toBe(false);
    }
  });

  it("works as hard for an unknown user", async () => {
    async function fastest(phc: string | null) {
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3; round++) {
        const start = performance.now();
        await hasher.verify(PASSWORD, phc);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    }
    expect(await fastest(null)).toBeGreaterThan((await fastest(KNOWN)) / 2);
  });

  it("wants a rehash when the parameters are not those of new hashes", async () => {
    expect(hasher.needsRehash(KNOWN)).toBe(false);
    expect(cheap.needsRehash(await cheap.hash(PASSWORD))).toBe(false);
    for (const old of [KNOWN_CHEAP, KNOWN_FOUR_LANES, KNOWN.replace("t=2", "t=3"), "not a hash"]) {
      expect(hasher.needsRehash(old)).toBe(true);
    }
  });

  it("answers `unavailable` to those for whom there is no place in the line, all hashers of the isolate together", async () => {
    const waiting = Array.from({ length: HASH_QUEUE_MAX }, () => cheap.verify(PASSWORD, KNOWN_CHEAP));
    const late = hasher.verify(PASSWORD, KNOWN_CHEAP);
    await expect(late).rejects.toMatchObject({ code: "unavailable", options: { retryAfterSeconds: 1 } });
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => true));
    expect(await hasher.verify(PASSWORD, KNOWN_CHEAP)).toBe(true);
  });
});

describe("memory", () => {
  beforeAll(async () => {
    await hasher.verify(PASSWORD, KNOWN);
  });

  it("stays as it is over 200 hashes", async () => {
    const before = await memory();
    for (let count = 0; count < 200; count++) await hasher.verify(PASSWORD, KNOWN);
    const after = await memory();
    expect(after.bytes).toEqual(before.bytes);
    expect(after.instances.every((instance, index) => instance === before.instances[index])).toBe(true);
  }, 60_000);
});

function filled(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value);
}
