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
    data: "Deine Daten",
  },
  languageMissing: "Diese Sprache ist nicht angekommen. Prüfe deine Verbindung und versuche es noch einmal.",
  restored: "Dein Konto ist wieder da. Es wurde nichts gelöscht.",
};
