import type { Words } from "../words.ts";

const device: Words["account"]["device"] = {
  unknown: "Unbekanntes Gerät",
  browserOn: (browser, os) => `${browser} unter ${os}`,
  labels: { device: "Gerät", place: "Ort", ip: "IP-Adresse", time: "Zeit" },
};

export const account: Words["account"] = {
  device,
  newDevice: {
    subject: (app) => `Neue Anmeldung in deinem Konto bei ${app}`,
    preheader: "Wenn du es nicht warst, beende die Sitzung mit dem Link in dieser E-Mail.",
    heading: "Neue Anmeldung in deinem Konto",
    intro: (app) =>
      `Jemand hat sich in deinem Konto bei ${app} angemeldet, auf einem Gerät, das wir dort noch nicht kennen:`,
    you: "Wenn du es warst, musst du nichts tun.",
    notYou:
      "Wenn du es nicht warst, sag es uns. Dann wird das Gerät abgemeldet, und du bekommst einen Link für ein " +
      "neues Passwort.",
    button: "Das war ich nicht",
    placeIsRough: "Der Ort ist aus dem Netzwerk abgeleitet und kann ungenau sein.",
  },
  sessionRevoked: {
    subject: (app) => `Wir haben dich bei ${app} auf einem Gerät abgemeldet`,
    preheader: "Vielleicht hat jemand den Schlüssel kopiert, mit dem du dort angemeldet warst.",
    heading: "Wir haben dich auf einem Gerät abgemeldet",
    intro: (app) =>
      `Der Schlüssel, mit dem dieses Gerät in deinem Konto bei ${app} angemeldet war, wurde ein zweites Mal benutzt. ` +
      "Vielleicht hat ihn jemand kopiert. Darum haben wir das Gerät abgemeldet:",
    advice:
      "Du kannst dich dort wieder anmelden. Wenn du das Gerät nicht kennst oder es noch einmal passiert, wähle " +
      "ein neues Passwort. Damit werden alle abgemeldet.",
    choose: "Neues Passwort wählen",
  },
  phoneChanged: {
    subject: (app) => `Deine Telefonnummer für ${app} wurde geändert`,
    heading: "Deine Telefonnummer wurde geändert",
    intro: (app, number) =>
      `Die Telefonnummer deines Kontos bei ${app} ist jetzt ${number}. Wenn du es warst, musst du nichts tun.`,
  },
  phoneRemoved: {
    subject: (app) => `Deine Telefonnummer für ${app} wurde entfernt`,
    heading: "Deine Telefonnummer wurde entfernt",
    intro: (app) =>
      `Die Telefonnummer deines Kontos bei ${app} wurde entfernt. Wenn du es warst, musst du nichts tun.`,
  },
  phone: {
    preheader: "Wenn du es nicht warst, wähle sofort ein neues Passwort.",
    notYou:
      "Wenn du es nicht warst, wähle sofort ein neues Passwort. Damit werden alle abgemeldet. " +
      "Melde dich dann an und prüfe deine Telefonnummer.",
    choose: "Neues Passwort wählen",
  },
  deletionScheduled: {
    subject: (app) => `Dein Konto bei ${app} wird gelöscht`,
    preheader: "Du kannst es noch behalten: Melde dich vorher an.",
    heading: "Dein Konto wird gelöscht",
    intro: (app, when) =>
      `Wie gewünscht ist dein Konto bei ${app} geschlossen und überall abgemeldet. ` +
      `Am ${when} wird es endgültig gelöscht, mit allem, was wir über dich gespeichert haben.`,
    keep: "Wenn du es dir anders überlegst oder das nicht wolltest, melde dich vorher an:",
    button: "Anmelden und Konto behalten",
    notYou:
      "Wenn der Wunsch nicht von dir kam, wähle auch ein neues Passwort: Jemand anderes kann sich anmelden.",
  },
};
