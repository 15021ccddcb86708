import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "../shared/language.ts";
import type { SmsLetter } from "./letter.ts";
import { smsText } from "./sms.ts";

const letter: SmsLetter = {
  template: "sms_code",
  code: "042137",
  codeExpiresInSeconds: 300,
  purpose: "sign_in",
};

describe("an SMS", () => {
  const textOf = (changes: Partial<SmsLetter>, appName = "Genkan", appUrl = "https://auth.example.com") =>
    smsText({ ...letter, ...changes }, "en", { appName, appUrl });

  it.each([
    ["sign_in", "042137 is your code to sign in to Genkan. It works for 5 minutes. Don't pass it on."],
    [
      "reauth",
      "042137 is your code to confirm that it's you at Genkan. It works for 5 minutes. Don't pass it on.",
    ],
    [
      "phone",
      "042137 is your code to confirm your phone number at Genkan. It works for 5 minutes. Don't pass it on.",
    ],
  ] as const)(
    "says what its code is for (%s), and ends in the line that binds it to our host",
    (purpose, words) => {
      expect(textOf({ purpose })).toBe(`${words}\n\n@auth.example.com #042137`);
    },
  );

  it("names the host without its port, which browsers would not take", () => {
    expect(textOf({}, "Genkan", "http://localhost:8787")).toMatch(/\n@localhost #042137$/);
  });

  it.each([
    ["is too long", "x".repeat(60)],
    ["would make the phone company count 70 characters", "玄関"],
    ["has a character that counts twice", "Tea [House]"],
  ])("goes without a name that %s, so that it stays one SMS", (_, name) => {
    const text = textOf({ purpose: "phone" }, name, `https://${"a".repeat(30)}.example.com`);
    expect(text).toMatch(/^042137 is your code to confirm your phone number\. It works/);
    expect(text.length).toBeLessThanOrEqual(160);
  });

  it("keeps a name that just fits", () => {
    const [shortest, room] = [textOf({}, ""), 160 - textOf({}, "").length];
    expect(textOf({}, "x".repeat(room))).toHaveLength(160);
    expect(textOf({}, "x".repeat(room + 1)).length).toBeLessThan(shortest.length);
  });
});

describe("an SMS in other languages", () => {
  const textOf = (language: Language, purpose: SmsLetter["purpose"], appName = "Genkan") =>
    smsText({ ...letter, purpose }, language, { appName, appUrl: "https://auth.example.com" });

  it.each([
    [
      "de",
      "sign_in",
      "042137 ist dein Code, um dich bei Genkan anzumelden. Er gilt 5 Minuten. Gib ihn nicht weiter.",
    ],
    [
      "de",
      "reauth",
      "042137 ist dein Code, um bei Genkan zu bestätigen, dass du es bist. Er gilt 5 Minuten. Gib ihn nicht weiter.",
    ],
    [
      "de",
      "phone",
      "042137 ist dein Code, um deine Telefonnummer bei Genkan zu bestätigen. Er gilt 5 Minuten. Gib ihn nicht weiter.",
    ],
    ["ja", "sign_in", "042137 Genkanのログインコードです。5分間有効。他人に教えないでください。"],
    ["ja", "reauth", "042137 Genkanの本人確認コードです。5分間有効。他人に教えないでください。"],
    ["ja", "phone", "042137 電話番号の確認コードです。5分間有効。他人に教えないでください。"],
  ] as const)("says in %s what its code is for (%s), on one page", (language, purpose, words) => {
    expect(textOf(language, purpose)).toBe(`${words}\n\n@auth.example.com #042137`);
  });

  it("names the product where 70 characters have room for it, and leaves it out where they haven't", () => {
    expect(textOf("ja", "phone")).toHaveLength(66);
    expect(textOf("ja", "phone", "玄関")).toHaveLength(69);
    expect(textOf("ja", "phone", "玄関")).toContain("042137 玄関の電話番号の確認コードです。");
  });

  it("drops the warning before it becomes two", () => {
    const appUrl = `https://${"a".repeat(20)}.example.com`;
    const text = smsText(letter, "ja", { appName: "Genkan", appUrl });
    expect(text).toMatch(/^042137 ログインコード（5分間有効）\n\n@a/);
    expect(text.length).toBeLessThanOrEqual(70);
  });

  it("ends in the line that binds it, however long all of it gets", () => {
    for (const language of LANGUAGES) {
      const appUrl = `https://${"a".repeat(60)}.example.com`;
      const text = smsText(letter, language, { appName: "x".repeat(200), appUrl });
      expect(text).toMatch(/\n\n@a{60}\.example\.com #042137$/);
      expect(text).not.toContain("xxx");
    }
  });
});
