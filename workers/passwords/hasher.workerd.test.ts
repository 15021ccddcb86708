import { describe, expect, it } from "vitest";
import { utf8 } from "../shared/crypto.ts";
import { HASH_QUEUE_MAX } from "../shared/limits.ts";
import { heard, hearEvents } from "../testing/heard-events.ts";
import { KNOWN_HASHES } from "../testing/known-hashes.ts";
import { createArgon2 } from "./argon2.ts";
import argon2Module from "./argon2.wasm";
import blake2bModule from "./blake2b.wasm";
import { createHasher, type Hasher } from "./hasher.ts";
import { keepWasm } from "./kept-wasm.ts";

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

const { metrics, points } = hearEvents();
const hasher = createHasher({ memoryKib: 19_456, passes: 2, metrics });
const cheap = createHasher({ memoryKib: 1_024, passes: 1, metrics });

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
    expect(await fastest(hasher, null)).toBeGreaterThan((await fastest(hasher, KNOWN)) / 2);
  });

  it("wants a rehash when the parameters are not those of new hashes", async () => {
    expect(hasher.needsRehash(KNOWN)).toBe(false);
    expect(cheap.needsRehash(await cheap.hash(PASSWORD))).toBe(false);
    for (const old of [KNOWN_CHEAP, KNOWN_FOUR_LANES, KNOWN.replace("t=2", "t=3"), "not a hash"]) {
      expect(hasher.needsRehash(old)).toBe(true);
    }
  });

  it("answers `unavailable` to those for whom there is no place in the line, all hashers of the isolate together", async () => {
    points.length = 0;
    const waiting = Array.from({ length: HASH_QUEUE_MAX }, () => cheap.verify(PASSWORD, KNOWN_CHEAP));
    const late = hasher.verify(PASSWORD, KNOWN_CHEAP);
    await expect(late).rejects.toMatchObject({ code: "unavailable", options: { retryAfterSeconds: 1 } });
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => true));
    expect(await hasher.verify(PASSWORD, KNOWN_CHEAP)).toBe(true);
    const phases = heard(points, "password_hash").map((labels) => JSON.stringify(labels));
    const times = (phase: string) =>
      phases.filter((each) => each === JSON.stringify({ op: "verify", phase }));
    expect(phases).toHaveLength(2 * HASH_QUEUE_MAX + 4);
    expect(times("submitted")).toHaveLength(HASH_QUEUE_MAX + 2);
    expect(times("completed")).toHaveLength(HASH_QUEUE_MAX + 1);
    expect(times("refused")).toHaveLength(1);
  });
});

describe("foreign hashes", () => {
  it.each(KNOWN_HASHES)("verify and want a rehash: %s, %s", async (password, stored) => {
    expect(await cheap.verify(password, stored)).toBe(true);
    expect(await cheap.verify(`${password.slice(1)}.`, stored)).toBe(false);
    expect(cheap.needsRehash(stored)).toBe(true);
  });

  it("verify eight at once, whatever their kind", async () => {
    const some = KNOWN_HASHES.filter((_, index) => index % 5 === 0);
    const answers = await Promise.all(some.map(([password, stored]) => cheap.verify(password, stored)));
    expect(answers).toEqual(some.map(() => true));
  });

  it("are found by the NFKC form too, which some systems hashed", async () => {
    // Of "Ⅷ", by OpenSSL: of its NFC form, which it is itself, and of its NFKC form "VIII".
    const [nfc, nfkc] = [
      "$sha256$o=ps,i=1$$uxXp48L9f4QRd6L5F9fK1PX9Dandx24gpIMRdfuz3qY",
      "$sha256$o=ps,i=1$$Lho6aXlr/m+rY7gbVe2RPxWXRZiG9iodKCT9EA66hxw",
    ];
    expect(await cheap.verify("Ⅷ", nfc)).toBe(true);
    expect(await cheap.verify("Ⅷ", nfkc)).toBe(true);
    expect(await cheap.verify("VIII", nfc)).toBe(false);
  });

  it("may cost what the platform's scrypt gives at most", async () => {
    const costly = "$scrypt$ln=16,r=8,p=2$c2FsdHNhbHRzYWx0c2FsdA$bHXojks4sm1uMH4CDw9EcLZ/muyLxbYYc9xGzvNAnuQ";
    expect(await cheap.verify(PASSWORD, costly)).toBe(false);
  });

  it("are nobody's without a password", async () => {
    // MD5 of nothing.
    expect(await cheap.verify("", "$md5$o=sp,i=1$$1B2M2Y8AsgTpgAmY7PhCfg")).toBe(false);
  });

  it("that cost next to nothing answer a wrong password no faster than an unknown user", async () => {
    const quick = "$md5$o=sp,i=1$$1B2M2Y8AsgTpgAmY7PhCfg";
    expect(await fastest(hasher, quick)).toBeGreaterThan((await fastest(hasher, null)) / 2);
  });
});

describe("memory", () => {
  it("stays as it is over 200 hashes", () => {
    const [filler, digest] = [keepWasm(argon2Module), keepWasm(blake2bModule)];
    const argon2 = createArgon2({ argon2: filler, blake2b: digest });
    const input = { password: utf8(PASSWORD), salt: utf8("salt salt"), hashBytes: 32 };
    const cost = { variant: "argon2id" as const, memoryKib: 19_456, passes: 1, parallelism: 1 };
    argon2({ ...input, ...cost });
    const before = [filler, digest].map((each) => each.memory().buffer);
    for (let count = 0; count < 200; count++) argon2({ ...input, ...cost });
    // The same buffers: nothing grew, and nothing was made anew.
    expect(filler.memory().buffer).toBe(before[0]);
    expect(digest.memory().buffer).toBe(before[1]);
  }, 60_000);
});

/** Milliseconds. */
async function fastest(hasher: Hasher, stored: string | null): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    await hasher.verify(PASSWORD, stored);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
