import type { Words } from "../words.ts";

export const signIn: Words["signIn"] = {
  signInCode: {
    subject: (app) => `Dein Code für die Anmeldung bei ${app}`,
    preheader: "Gib den Code aus dieser E-Mail dort ein, wo du dich anmeldest.",
    heading: "Dein Code für die Anmeldung",
    intro: (app) => `Gib diesen Code dort ein, wo du dich bei ${app} anmeldest:`,
    lasts: (code) => `Er funktioniert einmal und gilt ab deiner Anfrage ${code}.`,
    ignore: (app) =>
      "Wenn du ihn nicht angefordert hast, musst du nichts tun: Ohne den Code kommt niemand hinein. " +
      `Gib ihn nicht weiter; niemand von ${app} wird dich danach fragen.`,
  },
  reauthCode: {
    subject: (app) => `Dein Code, um bei ${app} zu bestätigen, dass du es bist`,
    preheader: "Gib den Code aus dieser E-Mail dort ein, wo du danach gefragt wurdest.",
    heading: "Bestätige, dass du es bist",
    intro: (app) =>
      `Du änderst gerade etwas an deinem Konto bei ${app}. Gib diesen Code ein, um weiterzumachen:`,
    lasts: (code) => `Er funktioniert einmal und gilt ab deiner Anfrage ${code}.`,
    ignore: (app) =>
      "Wenn du ihn nicht angefordert hast, ist jemand anderes in deinem Konto angemeldet: Melde dich an, beende " +
      "die Sitzungen, die du nicht kennst, und wähle ein neues Passwort. " +
      `Gib den Code nicht weiter; niemand von ${app} wird dich danach fragen.`,
  },
  magicLink: {
    subject: (app) => `Dein Link für die Anmeldung bei ${app}`,
    preheader: "Öffne den Link in dieser E-Mail, um dich ohne Passwort anzumelden.",
    heading: "Dein Link für die Anmeldung",
    intro: (app) => `Mit diesem Link meldest du dich bei ${app} an. Ein Passwort brauchst du nicht.`,
    button: "Anmelden",
    lasts: (link) => `Er funktioniert einmal und gilt ab deiner Anfrage ${link}.`,
    ignore:
      "Wenn du ihn nicht angefordert hast, musst du nichts tun: Ohne den Link kommt niemand hinein. " +
      "Leite diese E-Mail nicht weiter: Wer den Link hat, kann sich damit anmelden.",
  },
};
