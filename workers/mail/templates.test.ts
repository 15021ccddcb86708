import { describe, expect, it } from "vitest";
import { durationWords } from "./duration-words.ts";
import { type Letter, type LetterOf, letter as letterSchema } from "./letter.ts";
import { render } from "./templates.ts";

const product = { appName: "Genkan", appUrl: "https://auth.example.com" };
const verifyEmail: LetterOf<"verify_email"> = {
  template: "verify_email",
  link: "https://auth.example.com/confirm#token=abc_DEF-123",
  code: "042137",
  linkExpiresInSeconds: 86_400,
  codeExpiresInSeconds: 300,
};
const alreadyRegistered: LetterOf<"already_registered"> = {
  template: "already_registered",
  signInUrl: "https://auth.example.com/sign-in",
  resetUrl: "https://auth.example.com/forgot",
};
const letters: Letter[] = [verifyEmail, alreadyRegistered];

describe("the mail that confirms an address", () => {
  const mail = render(verifyEmail, product);

  it("has link and code in text and HTML, and tells them to machines", () => {
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain(verifyEmail.link);
      expect(body).toContain("042137");
    }
    expect(mail).toMatchObject({ links: [verifyEmail.link], code: "042137" });
  });

  it("names the product in the subject, and keeps the code out of it", () => {
    expect(mail.subject).toBe("Confirm your email address for Genkan");
  });

  it("shows the code as plain digits on a line of its own, never spaced by characters", () => {
    expect(mail.text.split("\n")).toContain("042137");
    expect(mail.html).toMatch(/letter-spacing:[^>]*>042137</);
  });

  it("gives the link a line of its own in the text, so that nothing sticks to it", () => {
    expect(mail.text.split("\n")).toContain(verifyEmail.link);
  });

  it("shows the address of the button as well", () => {
    expect(mail.html.split(`>${verifyEmail.link}<`)).toHaveLength(2);
    expect(mail.html.split(`href="${verifyEmail.link}"`)).toHaveLength(3);
  });

  it("says in words how long link and code work", () => {
    expect(mail.text).toContain("The code works for 5 minutes and the link for 24 hours");
  });
});

describe("the mail to the owner of a taken address", () => {
  it("has no code, and offers to sign in or to choose a new password", () => {
    const { links, code } = render(alreadyRegistered, product);
    expect({ links, code }).toEqual({
      links: ["https://auth.example.com/sign-in", "https://auth.example.com/forgot"],
      code: null,
    });
  });

  it("does without the reset link where there is none", () => {
    const { links, text } = render(
      { template: "already_registered", signInUrl: alreadyRegistered.signInUrl },
      product,
    );
    expect(links).toEqual([alreadyRegistered.signInUrl]);
    expect(text).not.toContain("forgotten");
  });
});

describe.each(letters)("$template", (letter) => {
  const { html } = render(letter, product);

  it("loads nothing and runs nothing", () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video|svg)\b|url\(|@import|\son\w+=/i);
  });

  it("speaks to screen readers: a language, a heading, and no table that claims to be data", () => {
    expect(html).toContain('<html lang="en"');
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html.match(/<table\b/g)?.length).toBe(html.match(/<table role="presentation"/g)?.length);
  });

  it("follows the reader's colour scheme", () => {
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("prefers-color-scheme: dark");
  });

  it("is the same to the byte on every try", () => {
    expect(render(structuredClone(letter), product)).toEqual(render(letter, product));
  });

  it("escapes whatever it is given", () => {
    const hostile = `"><img src=x onerror='a'>&`;
    const fields = Object.entries(letter).map(([key, value]) =>
      key === "template" || typeof value === "number" ? [key, value] : [key, hostile],
    );
    const bad = letterSchema.parse(Object.fromEntries(fields));
    const mail = render(bad, { appName: hostile, appUrl: hostile });
    expect(mail.html).not.toContain("<img");
    expect(mail.html).toContain("&quot;&gt;&lt;img src=x onerror=&#39;a&#39;&gt;&amp;");
  });

  it("has one line of subject, whatever the product is called", () => {
    const { subject } = render(letter, { ...product, appName: "Gen\r\nBcc: x@example.com" });
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe("durations in words", () => {
  it.each([
    [1, "1 second"],
    [90, "90 seconds"],
    [60, "1 minute"],
    [300, "5 minutes"],
    [1_800, "30 minutes"],
    [3_600, "1 hour"],
    [5_400, "90 minutes"],
    [86_400, "24 hours"],
    [604_800, "7 days"],
  ])("calls %i seconds %s", (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});
