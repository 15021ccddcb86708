import type { status as english } from "../en/status.tsx";

export const status: typeof english = {
  title: "Status des Dienstes",
  ok: "Alles läuft.",
  mail: "E-Mails kommen vielleicht später.",
  slow: "Es läuft, nur langsamer.",
  down: "Der Dienst ist ausgefallen.",
  downSince: (time) => <>Ausgefallen seit {time} Uhr.</>,
  downLong: "Ausgefallen seit mehr als einem Tag.",
  missing: "Der Status lässt sich gerade nicht abrufen.",
  missingOffline: "Du bist offline.",

  checked: (ago) => `Live, zuletzt geprüft: ${ago}.`,
  lastKnown: (time) => (
    <>Du siehst den Stand von {time} Uhr. Wir fragen weiter und zeigen Neues, sobald eine Antwort kommt.</>
  ),
  nothingKnown: "Bisher kam keine Antwort. Wir fragen weiter; neu laden musst du nicht.",

  parts: "Was dahintersteht",
  names: { database: "Datenbank", realtime: "Live-Verbindung", mail: "E-Mail", redis: "Redis" },
  states: {
    ok: "läuft",
    degraded: "langsam",
    down: "ausgefallen",
    disabled: "nicht genutzt",
    unknown: "unbekannt",
  },
  meanings: {
    database: {
      ok: "Bewahrt Konten und Sitzungen auf.",
      degraded: "Speichern und Lesen dauern länger.",
      down: "Niemand kann sich registrieren, anmelden oder etwas speichern.",
      disabled: "Wird hier nicht genutzt.",
    },
    realtime: {
      ok: "Sagt jeder offenen Seite sofort, was geschieht.",
      degraded: "Offene Seiten erfahren Änderungen vielleicht später.",
      down: "Niemand kann hinein, und offene Seiten erfahren nichts.",
      disabled: "Wird hier nicht genutzt.",
    },
    mail: {
      ok: "Stellt Links und Codes zu.",
      degraded: "Links und Codes kommen vielleicht später.",
      down: "Links und Codes warten und gehen los, sobald E-Mails wieder laufen.",
      disabled: "Wird hier nicht genutzt.",
    },
    redis: {
      ok: "Zählt Versuche, damit niemand lange raten kann.",
      degraded: "Versuche werden anderswo gezählt. Davon sollte niemand etwas merken.",
      down: "Versuche werden anderswo gezählt. Davon sollte niemand etwas merken.",
      disabled: "Wird hier nicht genutzt: Versuche werden anderswo gezählt.",
    },
  },
  milliseconds: (count) => `${count} ms`,
  dayAgo: "vor 24 Stunden",
  now: "jetzt",
  table: (name) => `${name}: die letzten 24 Stunden`,
  from: "Von",
  to: "Bis",
  state: "Status",

  news: "Die letzten 24 Stunden",
  nothing: "In den letzten 24 Stunden ist nichts passiert.",
  change: (name, state) => `${name}: ${state}`,
  again: "läuft wieder",
  againAfter: (time) => `läuft wieder, nach ${time}`,
};
