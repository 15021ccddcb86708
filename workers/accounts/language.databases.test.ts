import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { enterByCode, sendCode, tokenFor } from "../testing/acts.ts";
import { openDatabase } from "../testing/open-database.ts";
import {
  createVisitor,
  mailTo,
  newAddress,
  newNumber,
  PASSWORD,
  signUp,
  tripsOf,
} from "../testing/visitor.ts";

const PREFERENCES = "/api/me/preferences";

const speaking = (language: string) => createVisitor({ headers: { "accept-language": language } });

async function newestTo(address: string) {
  const [message] = await mailTo(address);
  return {
    subject: message?.subject,
    lang: /<html lang="(\w+)"/.exec(message?.html ?? "")?.[1],
    text: message?.text,
  };
}

async function languageOf(userId: string): Promise<string | null | undefined> {
  const { orm, tables } = openDatabase();
  const [row] = await orm.select().from(tables.users).where(eq(tables.users.id, userId));
  return row?.language;
}

describe("a mail to somebody unknown", () => {
  it.each([
    ["de-AT,de;q=0.9,en;q=0.5", undefined, "de", "Bestätige deine E-Mail-Adresse für Genkan"],
    ["ja", undefined, "ja", "【Genkan】メールアドレスの確認"],
    ["fr-FR,fr;q=0.9", undefined, "en", "Confirm your email address for Genkan"],
    ["de", "ja", "ja", "【Genkan】メールアドレスの確認"],
    ["de", "xx", "de", "Bestätige deine E-Mail-Adresse für Genkan"],
  ])(
    "is in the language that the browser asks for (%s) or has chosen (%s)",
    async (asked, chosen, lang, subject) => {
      const visitor = speaking(asked);
      if (chosen !== undefined) visitor.cookies.set("genkan_language", chosen);
      const email = newAddress();
      await visitor.post("/api/auth/signup", { email, password: PASSWORD });
      expect(await newestTo(email)).toMatchObject({ lang, subject });
    },
  );
});

describe("an account", () => {
  it("begins with the language of the visitor who made it, and is written to in it whoever asks", async () => {
    const { email, user } = await signUp(speaking("de"));
    expect(await languageOf(user.id)).toBe("de");
    const stranger = speaking("ja");
    const sends = [
      ["/api/auth/password/forgot", { email }, "Wähle ein neues Passwort für Genkan"],
      ["/api/auth/magic-link/send", { email }, "Dein Link für die Anmeldung bei Genkan"],
      ["/api/auth/otp/send", { channel: "email", to: email }, "Dein Code für die Anmeldung bei Genkan"],
      ["/api/auth/signup", { email, password: PASSWORD }, "Du hast schon ein Konto bei Genkan"],
      [
        "/api/auth/login",
        { identifier: email, password: PASSWORD },
        "Neue Anmeldung in deinem Konto bei Genkan",
      ],
    ] as const;
    for (const [path, body, subject] of sends) {
      await stranger.post(path, body);
      expect([path, await newestTo(email)]).toMatchObject([path, { lang: "de", subject }]);
    }
  });

  it.each([
    ["a code", (visitor: ReturnType<typeof speaking>) => enterByCode(newAddress(), visitor)],
    ["an SMS", (visitor: ReturnType<typeof speaking>) => enterByCode(newNumber(), visitor)],
  ])("begins with it too when it is made by %s", async (_, enter) => {
    const { body } = await enter(speaking("ja"));
    expect([body.newUser, await languageOf(body.user.id)]).toEqual([true, "ja"]);
  });

  it("has none yet when a program made it that asks for none, and is written to as its visitors read", async () => {
    const { email, user } = await signUp(createVisitor());
    expect(await languageOf(user.id)).toBe(null);
    await speaking("de").post("/api/auth/password/forgot", { email });
    expect(await newestTo(email)).toMatchObject({ lang: "de" });
  });

  it("gets its SMS in its language", async () => {
    const phone = newNumber();
    await enterByCode(phone, speaking("de"));
    await sendCode(phone, speaking("ja"));
    expect((await newestTo(phone)).text).toMatch(/^\d{6} ist dein Code, um dich bei Genkan anzumelden/);
  });

  it("costs and answers the same as none, whatever it has chosen", async () => {
    const { email } = await signUp(speaking("ja"));
    const answers = [];
    for (const to of [email, newAddress()]) {
      const answer = await createVisitor().post("/api/auth/password/forgot", { email: to });
      answers.push([answer.status, answer.body, tripsOf(answer), [...answer.headers.keys()]]);
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  it("has its own language in both mails about another address, and in the one that goes where it was", async () => {
    const owner = speaking("de");
    const { email } = await signUp(owner);
    const newEmail = newAddress();
    const elsewhere = { "accept-language": "ja" };
    await owner.post("/api/me/email", { newEmail, password: PASSWORD }, elsewhere);
    expect((await newestTo(newEmail)).subject).toBe("Bestätige deine neue E-Mail-Adresse für Genkan");
    expect((await newestTo(email)).subject).toBe("Eine neue E-Mail-Adresse für dein Konto bei Genkan?");
    const token = await tokenFor("confirm-email-change", newEmail);
    await speaking("ja").post("/api/auth/email/change/confirm", { token });
    expect((await newestTo(email)).subject).toBe("Deine E-Mail-Adresse für Genkan wurde geändert");
    await speaking("ja").post("/api/auth/email/change/undo", {
      token: await tokenFor("undo-email-change", email),
    });
    expect((await newestTo(email)).subject).toBe("Dein Konto bei Genkan hat wieder diese E-Mail-Adresse");
  });
});

describe("the preferences", () => {
  it("are read with the caller, in one trip, and changed for all that follows", async () => {
    const visitor = speaking("de");
    const { email } = await signUp(visitor);
    const read = await visitor.get(PREFERENCES);
    expect([read.status, read.body, tripsOf(read)]).toEqual([200, { language: "de" }, 1]);
    const changed = await visitor.patch(PREFERENCES, { language: "ja" });
    expect([changed.status, changed.body]).toEqual([200, { language: "ja" }]);
    expect((await visitor.get(PREFERENCES)).body).toEqual({ language: "ja" });
    await createVisitor().post("/api/auth/password/forgot", { email });
    expect(await newestTo(email)).toMatchObject({ lang: "ja", subject: "【Genkan】パスワードの再設定" });
  });

  it("can be none: then mails are in whatever their visitor reads", async () => {
    const visitor = speaking("de");
    const { email } = await signUp(visitor);
    expect((await visitor.patch(PREFERENCES, { language: null })).body).toEqual({ language: null });
    await speaking("ja").post("/api/auth/password/forgot", { email });
    expect((await newestTo(email)).lang).toBe("ja");
  });

  it("change nothing where nothing is new, without a word to the database", async () => {
    const visitor = speaking("de");
    await signUp(visitor);
    for (const body of [{ language: "de" }, {}]) {
      const answer = await visitor.patch(PREFERENCES, body);
      expect([answer.status, answer.body, tripsOf(answer)]).toEqual([200, { language: "de" }, 1]);
    }
  });

  it.each([
    [{ language: "fr" }, "language", "invalid_value"],
    [{ language: "DE" }, "language", "invalid_value"],
    [{ language: 1 }, "language", "invalid_value"],
    [{ language: "de", theme: "dark" }, "theme", "unknown_key"],
  ])("refuse %j", async (body, path, code) => {
    const visitor = createVisitor();
    await signUp(visitor);
    const answer = await visitor.patch(PREFERENCES, body);
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ path, code }]]);
  });

  it("are nobody else's, and leave the shape of the user as it was", async () => {
    const visitor = speaking("ja");
    const { user } = await signUp(visitor);
    expect((await createVisitor().get(PREFERENCES)).status).toBe(401);
    expect(Object.keys(user).toSorted()).toEqual([
      "createdAt",
      "email",
      "emailVerified",
      "id",
      "name",
      "phone",
      "phoneVerified",
      "username",
    ]);
    await visitor.post("/api/auth/logout");
    expect((await visitor.patch(PREFERENCES, { language: "de" })).status).toBe(401);
    expect(await languageOf(user.id)).toBe("ja");
  });
});
