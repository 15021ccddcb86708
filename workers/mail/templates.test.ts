import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../shared/language.ts";
import { channelOf, type Letter, type LetterOf, letter as letterSchema, type Template } from "./letter.ts";
import { render as renderIn } from "./templates.ts";
import { WORDS } from "./words/words.ts";

const product = { appName: "Genkan", appUrl: "https://auth.example.com" };
const render = (letter: Letter, of = product) => renderIn(letter, "en", of);
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
const AT = "2026-03-01T09:30:00.000Z";
const LINK = "https://auth.example.com/page#token=abc_DEF-123";
const SIGN_IN = "https://auth.example.com/sign-in";
const RESET = "https://auth.example.com/forgot";
const MASKED_EMAIL = "n•••@example.com";
const newDevice: LetterOf<"new_device"> = {
  template: "new_device",
  device: "Firefox on Linux",
  browser: "Firefox",
  os: "Linux",
  place: "Tokyo, JP",
  ip: "2001:db8::1",
  at: AT,
  link: LINK,
};
const sessionRevoked: LetterOf<"session_revoked"> = {
  template: "session_revoked",
  device: "Firefox on Linux",
  place: "Tokyo, JP",
  at: AT,
  resetUrl: RESET,
};
const smsCode: LetterOf<"sms_code"> = {
  template: "sms_code",
  code: "042137",
  codeExpiresInSeconds: 300,
  purpose: "sign_in",
};
const passwordReset: LetterOf<"password_reset"> = {
  template: "password_reset",
  link: LINK,
  code: "042137",
  linkExpiresInSeconds: 1_800,
  codeExpiresInSeconds: 300,
};

/** One of each, with what somebody must find in it; the compiler asks for those that are missing. */
const EACH: { [T in Template]: { letter: LetterOf<T>; subject: string; says: string[] } } = {
  verify_email: {
    letter: verifyEmail,
    subject: "Confirm your email address for Genkan",
    says: [verifyEmail.link, "042137", "5 minutes", "24 hours"],
  },
  already_registered: {
    letter: alreadyRegistered,
    subject: "You already have a Genkan account",
    says: [SIGN_IN, RESET],
  },
  sign_in_code: {
    letter: { template: "sign_in_code", code: "042137", codeExpiresInSeconds: 300 },
    subject: "Your code to sign in to Genkan",
    says: ["042137", "once, for 5 minutes"],
  },
  reauth_code: {
    letter: { template: "reauth_code", code: "042137", codeExpiresInSeconds: 300 },
    subject: "Your code to confirm that it’s you at Genkan",
    says: ["042137", "once, for 5 minutes"],
  },
  magic_link: {
    letter: { template: "magic_link", link: LINK, linkExpiresInSeconds: 86_400 },
    subject: "Your link to sign in to Genkan",
    says: [LINK, "once, for 24 hours"],
  },
  password_reset: {
    letter: passwordReset,
    subject: "Choose a new password for Genkan",
    says: [LINK, "042137", "The code works for 5 minutes and the link for 30 minutes", "everywhere"],
  },
  email_change: {
    letter: { template: "email_change", link: LINK, linkExpiresInSeconds: 86_400 },
    subject: "Confirm your new email address for Genkan",
    says: [LINK, "once, for 24 hours"],
  },
  email_change_notice: {
    letter: {
      template: "email_change_notice",
      maskedEmail: MASKED_EMAIL,
      link: LINK,
      linkExpiresInSeconds: 604_800,
    },
    subject: "A new email address for your Genkan account?",
    says: [MASKED_EMAIL, LINK, "Undo the change", "for 7 days", "before and after"],
  },
  email_changed: {
    letter: { template: "email_changed", maskedEmail: MASKED_EMAIL },
    subject: "Your email address for Genkan was changed",
    says: [MASKED_EMAIL, "The link in it undoes the change", "belonged to an account"],
  },
  email_change_reverted: {
    letter: { template: "email_change_reverted", resetUrl: RESET },
    subject: "Your Genkan account has this email address again",
    says: [RESET, "everybody was signed out"],
  },
  email_taken: {
    letter: { template: "email_taken", signInUrl: SIGN_IN },
    subject: "Your email address already has a Genkan account",
    says: [SIGN_IN, "nothing has changed"],
  },
  password_changed: {
    letter: { template: "password_changed", resetUrl: RESET, signInUrl: SIGN_IN },
    subject: "Your password for Genkan was changed",
    says: [SIGN_IN, RESET],
  },
  new_device: {
    letter: newDevice,
    subject: "New sign-in to your Genkan account",
    says: ["Firefox on Linux", "Tokyo, JP", "2001:db8::1", "1 March 2026 at 09:30 UTC", LINK],
  },
  session_revoked: {
    letter: sessionRevoked,
    subject: "We signed you out of Genkan on one device",
    says: ["Firefox on Linux", "Tokyo, JP", "1 March 2026 at 09:30 UTC", RESET],
  },
  phone_changed: {
    letter: { template: "phone_changed", maskedPhone: "+81 •••• ••78", resetUrl: RESET },
    subject: "Your phone number for Genkan was changed",
    says: ["+81 •••• ••78", RESET],
  },
  deletion_scheduled: {
    letter: { template: "deletion_scheduled", purgeAt: AT, signInUrl: SIGN_IN },
    subject: "Your Genkan account will be deleted",
    says: ["1 March 2026 at 09:30 UTC", SIGN_IN],
  },
  sms_code: { letter: smsCode, subject: "", says: ["042137", "5 minutes"] },
};
const every = Object.values(EACH);
const mails = every.filter(({ letter }) => channelOf(letter) === "email");
const letters: Letter[] = mails.map(({ letter }) => letter);

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

describe("notices", () => {
  it("do without the address to sign in where there is none", () => {
    const { links } = render({ template: "password_changed", resetUrl: RESET }, product);
    expect(links).toEqual([RESET]);
  });

  it("say when the phone number was removed", () => {
    const mail = render({ template: "phone_changed", maskedPhone: null, resetUrl: RESET }, product);
    expect(mail.subject).toBe("Your phone number for Genkan was removed");
    expect(mail.text).toContain("was removed. If it was you, there is nothing to do.");
  });

  it("leave out what nobody knows of a device", () => {
    const { text } = render({ ...newDevice, browser: null, os: null, place: null, ip: null }, product);
    expect(text).toContain("\nDevice: Unknown device\nTime: 1 March 2026 at 09:30 UTC\n");
    expect(text).not.toMatch(/place|IP address/i);
  });

  it.each([newDevice, sessionRevoked])(
    "print a hostile device and place as a few words: $template",
    (letter) => {
      const hostile = "<b>Fire\r\nfox</b> \u202ehttps://evil.example/?a=1&b evil.example@x\u0000";
      const said = letter.browser === undefined ? { device: hostile } : { browser: hostile, os: null };
      const { text, html } = render({ ...letter, ...said, place: hostile }, product);
      expect(text).toContain(
        "\nDevice: b Fire fox b https evil example a 1&b evil example x\nPlace: b Fire fox b",
      );
      expect(html).toContain(">b Fire fox b https evil example a 1&amp;b evil example x</strong>");
      expect(text + html).not.toMatch(/evil\.example|\u202e|\0|\r/);
    },
  );

  it("print nothing for an address that is none", () => {
    const { text, html } = render({ ...newDevice, ip: "evil.example\n203.0.113.9" }, product);
    expect(text + html).not.toMatch(/IP address|evil/);
  });

  it("keep a masked address on its line", () => {
    const { text } = render(
      { template: "email_changed", maskedEmail: "n•••@exa\r\nmple.com\u202e" },
      product,
    );
    expect(text).toContain("is now n•••@exa mple.com . This one");
  });
});

describe.each(every)("$letter.template", ({ letter, subject, says }) => {
  const mail = render(letter, product);

  it("says what matters, in text and in HTML", () => {
    expect(mail.subject).toBe(subject);
    for (const part of says) {
      expect(mail.text).toContain(part);
      if (channelOf(letter) === "email") expect(mail.html).toContain(part.replaceAll("'", "&#39;"));
    }
  });

  it("tells its links and its code to machines, all of them and nothing else", () => {
    const given = Object.values(letter).filter((value) => String(value).startsWith("https://"));
    expect([...mail.links].sort()).toEqual(given.sort());
    expect(mail.code).toBe("code" in letter ? letter.code : null);
  });

  it("keeps its code out of what shows on a locked screen", () => {
    const [, preheader = ""] = /overflow:hidden[^>]*>([^<]*)</.exec(mail.html) ?? [];
    expect(mail.subject + preheader).not.toContain("042137");
  });

  it("is sealed and read back as it is", () => {
    expect(letterSchema.parse(JSON.parse(JSON.stringify(letter)))).toEqual(letter);
  });
});

/** What a letter says of somebody or something, as it must appear in any language. */
function factsIn(letter: Letter): string[] {
  const { maskedEmail, maskedPhone, place, ip, browser, os } = {
    maskedEmail: "",
    maskedPhone: "",
    place: "",
    ip: "",
    browser: "",
    os: "",
    ...letter,
  };
  return [maskedEmail, maskedPhone, place, ip, browser, os].map((fact) => fact ?? "");
}

const inEach = LANGUAGES.flatMap((language) =>
  letters.map((letter) => ({ language, template: letter.template, letter })),
);

describe.each(inEach)("$template in $language", ({ language, letter }) => {
  const render = (of: Letter, from = product) => renderIn(of, language, from);
  const { subject, text, html, links, code } = render(letter);

  it("has every link and the code on a line of its own in the text, and where they can be used in the HTML", () => {
    const lines = text.split("\n");
    for (const link of links) {
      expect(lines).toContain(link);
      expect(html).toContain(`href="${link}"`);
      expect(html).toContain(`>${link}</a>`);
    }
    if (code !== null) {
      expect(lines).toContain(code);
      expect(html).toMatch(/letter-spacing:[^>]*>042137</);
    }
  });

  it("names the product in the subject, and shows no code on a locked screen", () => {
    const [, preheader = ""] = /overflow:hidden[^>]*>([^<]+)</.exec(html) ?? [];
    expect(preheader).not.toBe("");
    expect(`${subject}${preheader}`).not.toContain("042137");
    // "Genkan" is in the sender's name and, but for a few, in the subject as well.
    expect(subject).toContain("Genkan");
  });

  it("says all that it was told, and nothing that code left behind", () => {
    const told = [letter].flatMap(factsIn).filter((fact) => fact !== "");
    for (const fact of told) expect(text).toContain(fact);
    const { time } = WORDS[language];
    for (const [key, value] of Object.entries(letter)) {
      if (key.endsWith("Seconds")) expect(text).toContain(time.duration(Number(value)));
      if (value === AT) expect(text).toContain(time.date(AT));
    }
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object|=>|\$\{/);
  });

  it("uses no straight apostrophe", () => {
    expect(`${subject}${text}${html}`).not.toMatch(/\p{L}('|&#39;)\p{L}/u);
  });

  it("says the same in text and in HTML", () => {
    const squeezed = (some: string) => some.replace(/\s+/g, "");
    const body = html.slice(html.indexOf("<body")).replace(/<[^>]*>/g, "");
    const said = squeezed(body.replaceAll("&#39;", "'").replaceAll("&amp;", "&"));
    for (const line of text.split("\n").filter((each) => each !== "--")) {
      expect(said).toContain(squeezed(line).replace(/[:：]$/, ""));
    }
  });

  it("loads nothing and runs nothing", () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video|svg)\b|url\(|@import|\son\w+=/i);
  });

  it("speaks to screen readers: a language, a heading, and no table that claims to be data", () => {
    expect(html).toContain(`<html lang="${language}" dir="ltr">`);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html.match(/<table\b/g)?.length).toBe(html.match(/<table role="presentation"/g)?.length);
  });

  it("follows the reader's colour scheme", () => {
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain("prefers-color-scheme: dark");
  });

  it("is the same to the byte on every try", () => {
    expect(render(structuredClone(letter))).toEqual(render(letter));
  });

  it("escapes whatever it is given", () => {
    const hostile = `"><img src=x onerror='a'>&`;
    const fields = Object.entries(letter).map(([key, value]) =>
      key === "template" || typeof value === "number" || value === AT ? [key, value] : [key, hostile],
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

describe("letters in another language", () => {
  it("share no words with English, but for names", () => {
    const linesIn = (language: "en" | "de" | "ja") =>
      every.flatMap(({ letter }) => renderIn(letter, language, product).text.split("\n"));
    const english = new Set(
      linesIn("en").filter((line) => /\p{L}{3,}/u.test(line) && !line.startsWith("http")),
    );
    for (const language of ["de", "ja"] as const) {
      expect(linesIn(language).filter((line) => english.has(line) && !line.startsWith("@"))).toEqual([]);
    }
  });

  it("make words of a browser and its system, and none of a name of its own", () => {
    const deviceIn = (language: "en" | "de" | "ja", changes: Partial<LetterOf<"new_device">> = {}) =>
      /\n(?:Device: |Gerät: |デバイス：)(.*)\n/.exec(
        renderIn({ ...newDevice, ...changes }, language, product).text,
      )?.[1];
    expect(LANGUAGES.map((language) => deviceIn(language))).toEqual([
      "Firefox on Linux",
      "Firefox unter Linux",
      "Firefox（Linux）",
    ]);
    const unknown = { device: "Unknown device", browser: null, os: null };
    expect(LANGUAGES.map((language) => deviceIn(language, unknown))).toEqual([
      "Unknown device",
      "Unbekanntes Gerät",
      "不明なデバイス",
    ]);
    const { browser: _, os: __, ...phone } = { ...newDevice, device: "Pixel 9" };
    expect(LANGUAGES.map((language) => /Pixel 9/.test(renderIn(phone, language, product).text))).toEqual([
      true,
      true,
      true,
    ]);
  });
});
