import type { Words } from "../words.ts";

export const emailChange: Words["emailChange"] = {
  confirm: {
    subject: (app) => `Bestätige deine neue E-Mail-Adresse für ${app}`,
    preheader: "Deine Adresse ändert sich, sobald du den Link in dieser E-Mail benutzt.",
    heading: "Bestätige deine neue E-Mail-Adresse",
    intro: (app) =>
      `Bestätige, dass diese Adresse dir gehört, dann gehört sie ab jetzt zu deinem Konto bei ${app}.`,
    button: "Neue Adresse bestätigen",
    lasts: (link) =>
      `Der Link funktioniert einmal und gilt ab deiner Anfrage ${link}. ` +
      "Wenn du ihn benutzt, werden deine anderen Geräte abgemeldet.",
    ignore:
      "Wenn du deine Adresse nicht ändern wolltest, benutze den Link nicht: Sonst hätte jemand anderes deine " +
      "Adresse in seinem Konto. Tu nichts, dann ändert sich nichts.",
  },
  notice: {
    subject: (app) => `Eine neue E-Mail-Adresse für dein Konto bei ${app}?`,
    preheader: "Jemand will die Adresse deines Kontos ändern. Wenn du es nicht warst, nimm es zurück.",
    heading: "Änderst du gerade deine Adresse?",
    intro: (app, newEmail) =>
      `Jemand, hoffentlich du, will die E-Mail-Adresse deines Kontos bei ${app} von dieser auf ${newEmail} ` +
      "ändern. Sie ändert sich, sobald die neue Adresse bestätigt ist.",
    you: "Wenn du es warst, musst du hier nichts tun.",
    notYou: "Wenn du es nicht warst, nimm es zurück:",
    button: "Änderung zurücknehmen",
    lasts: (link) =>
      `Der Link gilt ${link} ab der Anfrage, auch noch nach der Änderung. Mit ihm behältst du diese Adresse, ` +
      "und alle werden abgemeldet. Heb diese E-Mail so lange auf.",
  },
  changed: {
    subject: (app) => `Deine E-Mail-Adresse für ${app} wurde geändert`,
    preheader: "Wenn du es nicht warst: Eine frühere E-Mail von uns hat einen Link, der es zurücknimmt.",
    heading: "Deine E-Mail-Adresse wurde geändert",
    intro: (app, newEmail) =>
      `Die E-Mail-Adresse deines Kontos bei ${app} ist jetzt ${newEmail}. ` +
      "Diese hier gehört nicht mehr dazu. Wenn du es warst, musst du nichts tun.",
    notYou:
      "Wenn du es nicht warst, suche die E-Mail, die wir bei der Anfrage an diese Adresse geschickt haben. " +
      "Der Link darin nimmt die Änderung zurück.",
  },
  reverted: {
    subject: (app) => `Dein Konto bei ${app} hat wieder diese E-Mail-Adresse`,
    preheader: "Die Änderung ist zurückgenommen. Wähle jetzt ein neues Passwort.",
    heading: "Die Änderung ist zurückgenommen",
    intro: (app) =>
      `Die E-Mail-Adresse deines Kontos bei ${app} ist wieder diese, und alle wurden abgemeldet. ` +
      "Wer die Änderung wollte, kennt vielleicht dein Passwort. Wähle darum jetzt ein neues:",
    choose: "Neues Passwort wählen",
  },
  taken: {
    subject: (app) => `Zu deiner E-Mail-Adresse gibt es schon ein Konto bei ${app}`,
    preheader: "Jemand wollte deine Adresse für ein anderes Konto verwenden. Es hat sich nichts geändert.",
    heading: "Zu dieser Adresse gibt es schon ein Konto",
    intro: (app) =>
      `Jemand, vielleicht du, wollte diese Adresse für ein anderes Konto bei ${app} verwenden. ` +
      "Sie gehört schon zu deinem, darum hat sich nichts geändert. Wenn du in dein Konto willst, melde dich mit " +
      "dieser Adresse an.",
    signIn: "Anmelden",
    ignore:
      "Wenn du es nicht warst, musst du nichts tun: Wer es auch war, hat nichts über dein Konto erfahren.",
  },
};
