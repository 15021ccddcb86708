import type { Words } from "../words.ts";

export const password: Words["password"] = {
  passwordReset: {
    subject: (app) => `Wähle ein neues Passwort für ${app}`,
    preheader: "Mit dem Link oder dem Code in dieser E-Mail.",
    heading: "Wähle ein neues Passwort",
    intro: (app) =>
      `Jemand, hoffentlich du, hat für das Konto mit dieser Adresse bei ${app} ein neues Passwort angefordert. ` +
      "Mit einem neuen Passwort wirst du überall abgemeldet.",
    button: "Neues Passwort wählen",
    orCode: "Oder gib diesen Code dort ein, wo du es angefordert hast:",
    lasts: (code, link) => `Ab deiner Anfrage gilt der Code ${code} und der Link ${link}.`,
    ignore: (app) =>
      "Wenn du es nicht angefordert hast, musst du nichts tun: Dein Passwort bleibt, wie es ist. " +
      `Gib den Code nicht weiter; niemand von ${app} wird dich danach fragen.`,
  },
  passwordChanged: {
    subject: (app) => `Dein Passwort für ${app} wurde geändert`,
    preheader: "Wenn du es nicht warst, wähle sofort ein neues.",
    heading: "Dein Passwort wurde geändert",
    intro: (app) =>
      `Das Passwort deines Kontos bei ${app} wurde geändert. Wenn du es warst, musst du nichts tun.`,
    signIn: "Anmelden",
    notYou: "Wenn du es nicht warst, wähle sofort ein neues Passwort. Damit werden alle abgemeldet.",
    choose: "Neues Passwort wählen",
  },
};
