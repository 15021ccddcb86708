import { describe, expect, it } from "vitest";
import type { SmsLetter } from "./letter.ts";
import { smsText } from "./sms-words.ts";

const letter: SmsLetter = {
  template: "sms_code",
  code: "042137",
  codeExpiresInSeconds: 300,
  purpose: "sign_in",
};

describe("an SMS", () => {
  const textOf = (changes: Partial<SmsLetter>, appName = "Genkan", appUrl = "https://auth.example.com") =>
    smsText({ ...letter, ...changes }, { appName, appUrl });

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
