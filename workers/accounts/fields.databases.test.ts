import { describe, expect, it } from "vitest";
import { codeOf, JSON_TYPE, LOGIN, raw } from "../testing/raw.ts";
import { createVisitor, newAddress, PASSWORD, signUp } from "../testing/visitor.ts";

const visitor = createVisitor();
const credentials = { identifier: "nobody@example.com", password: "whatever" };

describe("the fields of a body", () => {
  it("says which fields are wrong, unknown ones included", async () => {
    const { status, body } = await visitor.post("/api/auth/signup", {
      email: "x",
      password: 7,
      username: "a b",
      isAdmin: true,
      __proto: 1,
    });
    expect([status, body.code]).toEqual([422, "validation_failed"]);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        { path: "email", code: "invalid_email", message: expect.any(String) },
        { path: "password", code: "invalid_type", message: expect.any(String) },
        { path: "isAdmin", code: "unknown_key", message: expect.any(String) },
        { path: "__proto", code: "unknown_key", message: expect.any(String) },
      ]),
    );
    expect(body.errors.map(({ path }: { path: string }) => path)).toContain("username");
    const missing = await visitor.post(LOGIN, {});
    expect(missing.body.errors).toEqual([
      { path: "identifier", code: "required", message: expect.any(String) },
      { path: "password", code: "required", message: expect.any(String) },
    ]);
  });

  it.each(["__proto__", "constructor", "prototype", "toString"])(
    "with the key %s is refused and changes nothing",
    async (key) => {
      const text = `{"identifier":"a@example.com","password":"b","${key}":{"polluted":true}}`;
      const response = await raw(LOGIN, { headers: JSON_TYPE, body: text });
      expect(await codeOf(response)).toEqual([422, "validation_failed"]);
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    },
  );

  it.each([
    ["NUL", "a\u0000b"],
    ["a lone surrogate", "a\uD800b"],
  ])("with %s in any text is refused alike", async (_, bad) => {
    const email = newAddress();
    for (const [path, body] of [
      [LOGIN, { identifier: bad, password: "x" }],
      [LOGIN, { identifier: "x", password: bad }],
      ["/api/auth/signup", { email: `${bad}@example.com`, password: PASSWORD }],
      ["/api/auth/signup", { email, password: `${bad} and long enough` }],
      ["/api/auth/signup", { email, password: PASSWORD, name: bad }],
      ["/api/auth/signup", { email, password: PASSWORD, username: bad }],
      ["/api/auth/email/resend", { email: `x${bad}@example.com` }],
    ] as const) {
      const { status, body: problem } = await visitor.post(path, body);
      expect([path, status, problem.code]).toEqual([path, 422, "validation_failed"]);
    }
  });

  it("takes no number, array, object, boolean or null for a text", async () => {
    for (const wrong of [1, true, null, [], ["a"], {}, { a: 1 }]) {
      for (const [path, body] of [
        [LOGIN, { identifier: wrong, password: "x" }],
        [LOGIN, { identifier: "x", password: wrong }],
        [LOGIN, { ...credentials, delivery: wrong }],
        ["/api/auth/signup", { email: wrong, password: PASSWORD }],
        ["/api/auth/email/verify", { token: wrong }],
        ["/api/auth/email/verify", { email: "a@example.com", code: wrong }],
        ["/api/auth/refresh", { refreshToken: wrong }],
      ] as const) {
        expect((await visitor.post(path, body)).status).toBe(422);
      }
    }
  });

  it("has a token or a code of the right shape, or none that is valid", async () => {
    const email = newAddress();
    for (const proof of [
      { token: "" },
      { token: "x" },
      { token: "A".repeat(64) },
      { token: "g".repeat(9_000) },
      ...["", "12345", "1234567", " 123456", "１２３４５６", "12345a", "000000"].map((code) => ({
        email,
        code,
      })),
    ]) {
      const { status, body } = await visitor.post("/api/auth/email/verify", proof);
      expect([proof, status, body.code]).toEqual([proof, 400, "invalid_token"]);
    }
    for (const proof of [
      {},
      { email },
      { code: "123456" },
      { token: "x", email },
      { token: "x", code: "123456" },
    ]) {
      expect((await visitor.post("/api/auth/email/verify", proof)).status).toBe(422);
    }
  });
});

describe("a password", () => {
  it.each([
    ["too_short", "seven77"],
    ["too_long", "x".repeat(257)],
    ["too_long", "\u{1F600}".repeat(257)],
    ["breached", "password1"],
    ["breached", "PASSWORD1"],
    ["contains_name", "my GENKAN password"],
  ])("is rejected as %s", async (code, password) => {
    const { status, body } = await visitor.post("/api/auth/signup", { email: newAddress(), password });
    expect([status, body.code]).toEqual([422, "password_rejected"]);
    expect(body.errors).toContainEqual({ path: "password", code, message: expect.any(String) });
  });

  it("may not contain the address", async () => {
    const email = newAddress();
    const { body } = await visitor.post("/api/auth/signup", {
      email,
      password: `x ${email.split("@")[0]?.toUpperCase()} y`,
    });
    expect(body.errors).toEqual([
      { path: "password", code: "contains_address", message: expect.any(String) },
    ]);
  });

  it.each([
    `${"a".repeat(19)}b`,
    "fünf Wörter auf der Treppe",
    "正しい馬電池ホチキス",
    "🐎🔋📎🏠🚪🗝️🌙⭐",
    " spaces at both ends ",
  ])("needs no composition: %s", async (password) => {
    const email = newAddress();
    expect((await visitor.post("/api/auth/signup", { email, password })).status).toBe(202);
  });
});

describe("the profile", () => {
  it("changes name and username, says when one is taken, and refuses what is no field", async () => {
    const ada = createVisitor();
    await signUp(ada);
    const username = `Ada_${newAddress().slice(0, 10)}`;
    const changed = await ada.patch("/api/me", { name: "  Ada Lovelace ", username });
    expect([changed.status, changed.body.user.name, changed.body.user.username]).toEqual([
      200,
      "Ada Lovelace",
      username,
    ]);
    expect((await ada.patch("/api/me", { username: username.toLowerCase() })).status).toBe(200);
    expect((await ada.patch("/api/me", { name: "" })).body.user.name).toBeNull();
    expect((await ada.patch("/api/me", {})).status).toBe(200);

    const both = await Promise.all([
      ada.patch("/api/me", { name: "A. L." }),
      ada.patch("/api/me", { username: `x${username}` }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await ada.get("/api/me")).body.user).toMatchObject({ name: "A. L.", username: `x${username}` });
    await ada.patch("/api/me", { username });

    const eve = createVisitor();
    await signUp(eve);
    const taken = await eve.patch("/api/me", { username: username.toUpperCase() });
    expect([taken.status, taken.body.code]).toEqual([409, "username_taken"]);
    for (const body of [
      { email: "x@example.com" },
      { emailVerified: true },
      { name: "a\u202Eb" },
      { name: "x".repeat(101) },
      { name: null },
    ]) {
      expect((await eve.patch("/api/me", body)).status).toBe(422);
    }
  });
});
