import { describe, expect, it } from "vitest";
import { maskEmail, normalizeEmail } from "./email-address.ts";
import { readIdentifier } from "./identifier.ts";

describe("an e-mail address", () => {
  it.each([
    ["Ada@Example.COM", "ada@example.com"],
    ["a.b+c@sub.example.co", "a.b+c@sub.example.co"],
    ["o'hara@example.com", "o'hara@example.com"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"],
    ["ada@BÜCHER.example", "ada@xn--bcher-kva.example"],
  ])("has one spelling: %s", (text, spelled) => {
    expect(normalizeEmail(text)).toBe(spelled);
  });

  it.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "ada@localhost",
    "ada@127.0.0.1",
    "ada@[127.0.0.1]",
    "ada@@example.com",
    "a@b@example.com",
    "ada@example..com",
    "ada@-example.com",
    "ada@example.com.",
    "ada@example.com:25",
    "ada@example.com/x",
    ".ada@example.com",
    "a..da@example.com",
    "ada.@example.com",
    '"ada"@example.com',
    "ada lovelace@example.com",
    " ada@example.com",
    "ada,eve@example.com",
    "ada;eve@example.com",
    "ada%example.com@evil.example",
    "ada\r\nbcc:eve@example.com",
    "ada\0@example.com",
    "ada＠example.com",
    "ａda@example.com",
    "ada@example。com",
    "\u212Aate@example.com",
    "d\u0131ana@example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"a".repeat(250)}.example`,
    `a@${"a".repeat(64)}.example`,
  ])("is not %j", (text) => {
    expect(normalizeEmail(text)).toBeNull();
  });
});

describe("a masked address", () => {
  it.each([
    ["nora@example.com", "n•••@example.com"],
    ["n@example.com", "n•••@example.com"],
    ["a.very.long.local.part@sub.example.co", "a•••@sub.example.co"],
  ])("shows the first letter and the domain of %s, and not how long it is", (address, masked) => {
    expect(maskEmail(address)).toBe(masked);
  });
});

describe("an identifier", () => {
  it("shares its counter with all its spellings and look-alikes, which find nobody", () => {
    expect(readIdentifier("Kate@Example.com")).toEqual({
      by: { email: "kate@example.com" },
      key: "kate@example.com",
    });
    for (const alike of ["\u212Aate@example.com", "ｋate@example.com"]) {
      expect(readIdentifier(alike)).toEqual({ by: { email: "" }, key: "kate@example.com" });
    }
    expect(readIdentifier(" Kate_1 ")).toEqual({ by: { usernameKey: "kate_1" }, key: "kate_1" });
    expect(readIdentifier("\u212Aate_1")).toEqual({ by: { usernameKey: "" }, key: "kate_1" });
  });
});
