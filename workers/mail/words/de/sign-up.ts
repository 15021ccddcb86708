import type { Words } from "../words.ts";

export const signUp: Words["signUp"] = {
  verifyEmail: {
    subject: (app) => `Bestätige deine E-Mail-Adresse für ${app}`,
    preheader: "Mit dem Link oder dem Code in dieser E-Mail.",
    heading: "Bestätige deine E-Mail-Adresse",
    intro: (app) =>
      `Bestätige, dass diese Adresse dir gehört, dann ist deine Registrierung bei ${app} fertig.`,
    button: "Adresse bestätigen",
    orCode: "Oder gib diesen Code dort ein, wo du dich registriert hast:",
    lasts: (code, link) => `Ab deiner Anfrage gilt der Code ${code} und der Link ${link}.`,
    ignore: (app) =>
      "Wenn du dich nicht registriert hast, musst du nichts tun: Ohne diese E-Mail kann niemand deine Adresse " +
      `verwenden. Gib den Code nicht weiter; niemand von ${app} wird dich danach fragen.`,
  },
  alreadyRegistered: {
    subject: (app) => `Du hast schon ein Konto bei ${app}`,
    preheader: "Jemand wollte sich mit deiner Adresse registrieren. Du kannst dich einfach anmelden.",
    heading: "Du hast schon ein Konto",
    intro: (app) =>
      `Jemand, vielleicht du, wollte sich mit dieser Adresse bei ${app} registrieren. Zu ihr gibt es schon ein ` +
      "Konto. Darum ist kein neues entstanden, und nichts hat sich geändert. Du kannst dich einfach anmelden.",
    signIn: "Anmelden",
    forgotten: "Wenn du dein Passwort vergessen hast, wähle ein neues:",
    choose: "Neues Passwort wählen",
    ignore:
      "Wenn du es nicht warst, musst du nichts tun: Wer es auch war, hat nichts über dein Konto erfahren.",
  },
};
