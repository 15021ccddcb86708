import { describe, expect, it } from "vitest";
import { KNOWN_HASHES } from "../../workers/testing/known-hashes.ts";
import { type ImportedUser, readUser, userId, writeUser } from "./user-line.ts";

const NOW = new Date("2026-11-21T12:00:00.000Z");
const BCRYPT = "$2b$10$abcdefghijklmnopqrstuu10cNU3mXRamSUZYs8I8M/Szu..qXq5K";
const SALT = "c2FsdHNhbHRzYWx0c2FsdA";
const HASH = "QKHrg5tayLGcN+Y0HVPNaBqykOVLUxlMkZycXE1uWRM";

function read(line: object): ImportedUser {
  const user = readUser(JSON.stringify(line), NOW);
  if (Array.isArray(user)) throw new TypeError(JSON.stringify(user));
  return user;
}

/** `field: reason`, each. */
function refusals(line: object | string): string[] {
  const user = readUser(typeof line === "string" ? line : JSON.stringify(line), NOW);
  return Array.isArray(user) ? user.map(({ field, reason }) => `${field}: ${reason}`) : [];
}

describe("a line", () => {
  it("has all that it says, as sign-up would write it", () => {
    const user = read({
      email: "Ada@Example.COM",
      emailVerified: true,
      username: "Ada_L",
      name: "  Ada Lovelace ",
      language: "de",
      phone: "+4930123456",
      phoneVerified: true,
      passwordHash: BCRYPT,
      createdAt: "2020-01-02T03:04:05+01:00",
      disabled: true,
    });
    const createdAt = new Date("2020-01-02T02:04:05.000Z");
    const before = new Date("2020-01-02T02:04:04.999Z");
    expect(user).toEqual({
      id: expect.stringMatching(/^usr_[\w-]{22}$/),
      email: "ada@example.com",
      emailVerifiedAt: createdAt,
      username: "Ada_L",
      usernameKey: "ada_l",
      name: "Ada Lovelace",
      language: "de",
      phone: "+4930123456",
      phoneVerifiedAt: createdAt,
      passwordHash: BCRYPT,
      passwordChangedAt: createdAt,
      disabledAt: NOW,
      revokedBefore: before,
      devicesVoidBefore: before,
      createdAt,
    });
  });

  it("needs no more than an address or a number; null says as little as nothing", () => {
    const user = read({ email: "ada@example.com", username: null, emailVerified: null, passwordHash: null });
    expect(user).toMatchObject({ emailVerifiedAt: null, username: null, passwordHash: null, createdAt: NOW });
    expect(user).toMatchObject({ passwordChangedAt: null, disabledAt: null, phone: null });
    expect(read({ phone: "+4930123456" })).toMatchObject({ email: null, phoneVerifiedAt: null });
  });

  it.each([
    ["nobody to reach", { username: "ada" }, ["email: must be there, or a phone"]],
    ["an address that is none", { email: "ada" }, ["email: must be an e-mail address"]],
    [
      "a username that is none",
      { email: "a@example.com", username: "a b" },
      ["username: must be 3 to 24 letters, digits or underscores"],
    ],
    [
      "a number without its country",
      { phone: "030123456" },
      ["phone: must be a phone number with its country code, such as +81 3 1234 5678"],
    ],
    ["a proof of nothing", { phone: "+4930123456", emailVerified: true }, ["emailVerified: needs an email"]],
    [
      "a name with a line break",
      { email: "a@example.com", name: "a\nb" },
      ["name: must not contain control characters"],
    ],
    [
      "a language that nobody here writes",
      { email: "a@example.com", language: "fr" },
      ['language: Invalid option: expected one of "en"|"de"|"ja"'],
    ],
    [
      "a birth in the future",
      { email: "a@example.com", createdAt: "2026-11-21T12:00:00.001Z" },
      ["createdAt: must not be in the future"],
    ],
    [
      "a day for a time",
      { email: "a@example.com", createdAt: "2026-11-21" },
      ["createdAt: Invalid ISO datetime"],
    ],
    [
      "two passwords",
      { email: "a@example.com", passwordHash: BCRYPT, password: { algorithm: "sha256", hash: HASH } },
      ["password: must not be there beside passwordHash"],
    ],
    [
      "a hash that can't be verified",
      { email: "a@example.com", passwordHash: BCRYPT.replace("10", "16") },
      ["passwordHash: has a cost above 14: verifying it would take too long"],
    ],
    [
      "unknown keys",
      { email: "a@example.com", mail: "b", password_hash: "c" },
      ["mail: is not known", "password_hash: is not known"],
    ],
    ["no object", "[]", [expect.stringContaining("expected object")]],
    ["no JSON", '{"passwordHash": secret}', [": is not JSON"]],
  ])("is refused for %s", (_, line, expected) => {
    expect(refusals(line)).toEqual(expected);
  });

  it("is refused for all that is wrong with it at once", () => {
    expect(refusals({ email: "ada", username: "a", extra: 1 })).toHaveLength(3);
  });

  it("is never quoted, not even a key that is no name", () => {
    const secret = "hunter2!";
    for (const line of [
      `{"email": "${secret}`,
      JSON.stringify({
        email: secret,
        username: secret,
        phone: secret,
        createdAt: secret,
        name: `${secret}\n`,
      }),
      JSON.stringify({ email: "a@example.com", passwordHash: secret }),
      JSON.stringify({ email: "a@example.com", password: { algorithm: secret, hash: secret } }),
      JSON.stringify({ email: "a@example.com", password: { algorithm: "md5", hash: { hex: secret } } }),
      JSON.stringify({ email: "a@example.com", [secret]: secret }),
    ]) {
      const found = refusals(line);
      expect(found).not.toEqual([]);
      expect(found.join()).not.toContain(secret);
    }
  });
});

describe("the id", () => {
  it("stays when it is one of ours", () => {
    const id = "usr_AAAAAAAAAAAAAAAAAAAAAA";
    expect(read({ id, email: "a@example.com" }).id).toBe(id);
  });

  it("of another system leads to the same one each time", () => {
    // printf %s 'auth0|42' | sha256sum, the first 16 bytes of it.
    expect(userId("auth0|42")).toBe("usr_FBugck8ezSXJTLIvwFogEw");
    expect(userId("usr_AAAAAAAAAAAAAAAAAAAAAB")).not.toBe("usr_AAAAAAAAAAAAAAAAAAAAAB");
  });

  it("is a new one otherwise", () => {
    expect(read({ email: "a@example.com" }).id).not.toBe(read({ email: "a@example.com" }).id);
  });
});

describe("a hash", () => {
  it("is taken in every form that can be verified", () => {
    for (const [, passwordHash] of KNOWN_HASHES) {
      expect(read({ email: "a@example.com", passwordHash }).passwordHash).toBeTruthy();
    }
  });

  const salt = SALT;
  const hash = `${HASH}=`;
  it.each([
    [
      { algorithm: "argon2id", memoryKib: 7_168, passes: 5, parallelism: 1, salt, hash },
      `$argon2id$v=19$m=7168,t=5,p=1$${SALT}$${HASH}`,
    ],
    [
      { algorithm: "scrypt", cost: 16_384, blockSize: 16, parallelism: 1, salt: { text: "salty" }, hash },
      `$scrypt$ln=14,r=16,p=1$c2FsdHk$${HASH}`,
    ],
    [
      {
        algorithm: "firebase-scrypt",
        memCost: 14,
        rounds: 8,
        signerKey: hash,
        saltSeparator: "Bw==",
        salt,
        hash,
      },
      `$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=${HASH}=$${SALT}==$${HASH}=`,
    ],
    [
      { algorithm: "pbkdf2-sha512", iterations: 210_000, salt: { base64: salt }, hash },
      `$pbkdf2-sha512$i=210000$${SALT}$${HASH}`,
    ],
    [
      { algorithm: "md5", hash: { hex: "5F4DCC3B5AA765D61D8327DEB882CF99" } },
      "$md5$o=sp,i=1$$X03MO1qnZdYdgyfeuILPmQ",
    ],
    [
      { algorithm: "sha256", order: "password-salt", iterations: 3, salt, hash: hash.replace("+", "-") },
      `$sha256$o=ps,i=3$${SALT}$${HASH}`,
    ],
  ])("in its parts becomes one text: %o", (password, stored) => {
    expect(read({ email: "a@example.com", password }).passwordHash).toBe(stored);
  });

  it.each([
    [{ algorithm: "rot13", hash }, "password.algorithm"],
    [{ algorithm: "scrypt", cost: 16_383, blockSize: 8, parallelism: 1, salt, hash }, "password.cost"],
    [{ algorithm: "scrypt", cost: 2 ** 20, blockSize: 8, parallelism: 1, salt, hash }, "password"],
    [{ algorithm: "pbkdf2-sha256", iterations: 2_000_000, salt, hash }, "password"],
    [{ algorithm: "pbkdf2-sha256", iterations: 1_000, salt: "not base64!", hash }, "password.salt"],
    [{ algorithm: "pbkdf2-sha256", iterations: 1_000, salt, hash, pepper: "x" }, "password.pepper"],
  ])("in parts that don't fit is refused by its field: %o", (password, field) => {
    expect(refusals({ email: "a@example.com", password })).toEqual([expect.stringMatching(`^${field}: `)]);
  });
});

describe("a written line", () => {
  it("is read as the same user, with the hash only when wanted", () => {
    const line = {
      id: "usr_AAAAAAAAAAAAAAAAAAAAAA",
      email: "ada@example.com",
      emailVerified: true,
      username: "Ada_L",
      name: "Ada",
      phone: "+4930123456",
      phoneVerified: true,
      passwordHash: BCRYPT,
      createdAt: "2020-01-02T03:04:05.678Z",
      disabled: true,
    };
    const { passwordHash, ...without } = line;
    const user = read(line);
    expect(JSON.parse(writeUser(user, { withHash: true }))).toEqual(line);
    expect(JSON.parse(writeUser(user, { withHash: false }))).toEqual(without);
    expect(JSON.parse(writeUser(read({ phone: "+4930123456" }), { withHash: true }))).toEqual({
      id: expect.any(String),
      phone: "+4930123456",
      createdAt: NOW.toISOString(),
    });
  });
});
