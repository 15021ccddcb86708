import type { shell as english } from "../en/shell.tsx";

export const shell: typeof english = {
  skip: "Zum Inhalt springen",
  account: "Konto",
  signIn: "Anmelden",
  signUp: "Registrieren",
  signOut: "Abmelden",
  reference: "API-Dokumentation",
  status: "Status",
  language: "Sprache",
  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  notices: "Mitteilungen",
  dismiss: "Schließen",
  oneMoment: "Einen Moment …",
  tryAgain: "Noch einmal versuchen",
  signedOut: "Du bist abgemeldet. Bis bald.",
  signedOutEverywhere: "Du bist auf allen Geräten abgemeldet.",
  friend: "du",
  missing: {
    title: "Diese Seite ist nicht angekommen",
    lead: "Wir erreichen den Server nicht, oder er hat etwas Neueres für dich. Prüfe deine Verbindung und versuche es noch einmal.",
  },
  notFound: {
    title: "Hier wohnt niemand",
    lead: "Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder ein Buchstabe ging verloren.",
    back: "Zurück zum Eingang",
  },
  inside: {
    nav: "Dein Konto",
    account: "Konto",
    devices: "Geräte",
    activity: "Aktivität",
  },
  ended: {
    title: "Du bist abgemeldet",
    why: "Diese Sitzung ist zu Ende, von hier oder von einem anderen Tab oder Gerät aus.",
    kept: "Was du geschrieben hast, ist noch da. Melde dich an und mach weiter, wo du warst.",
    again: "Wieder anmelden",
  },
  languageMissing: "Diese Sprache ist nicht angekommen. Prüfe deine Verbindung und versuche es noch einmal.",
};
