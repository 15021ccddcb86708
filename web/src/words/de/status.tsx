import type { status as english } from "../en/status.tsx";

export const status: typeof english = {
  title: "Zustand des Dienstes",
  ok: "Alles läuft.",
  mail: "E-Mails kommen vielleicht später.",
  slow: "Es läuft, nur langsamer.",
  down: "Der Dienst ist ausgefallen.",
  downSince: (time) => <>Ausgefallen seit {time} Uhr.</>,
  downLong: "Ausgefallen seit mehr als einem Tag.",
  missing: "Wir können nicht fragen, wie es dem Dienst geht.",
  missingOffline: "Du bist offline.",

  checked: (ago) => `Live, zuletzt geprüft: ${ago}.`,
  lastKnown: (time) => (
    <>
      Was du hier siehst, galt um {time} Uhr. Wir fragen weiter und zeigen das Neueste, sobald eine Antwort
      kommt.
    </>
  ),
  nothingKnown: "Bisher kam keine Antwort. Wir fragen weiter; du brauchst nicht neu zu laden.",

  parts: "Worauf er steht",
  names: { database: "Datenbank", realtime: "Live-Verbindung", mail: "E-Mail", redis: "Redis" },
  states: {
    ok: "läuft",
    degraded: "langsam",
    down: "ausgefallen",
    disabled: "nicht in Gebrauch",
    unknown: "nicht bekannt",
  },
  meanings: {
    database: {
      ok: "Bewahrt Konten und Sitzungen auf.",
      degraded: "Speichern und Lesen dauern länger.",
      down: "Niemand kann sich registrieren, anmelden oder etwas speichern.",
      disabled: "Hier nicht in Gebrauch.",
    },
    realtime: {
      ok: "Sagt jeder offenen Seite sofort, was geschieht.",
      degraded: "Offene Seiten erfahren Änderungen vielleicht später.",
      down: "Niemand kann hinein, und offene Seiten erfahren nichts.",
      disabled: "Hier nicht in Gebrauch.",
    },
    mail: {
      ok: "Bringt Links und Codes.",
      degraded: "Links und Codes kommen vielleicht später.",
      down: "Links und Codes warten und gehen los, sobald E-Mails wieder laufen.",
      disabled: "Hier nicht in Gebrauch.",
    },
    redis: {
      ok: "Zählt Versuche, damit niemand lange raten kann.",
      degraded: "Versuche werden anderswo gezählt. Das sollte niemand merken.",
      down: "Versuche werden anderswo gezählt. Das sollte niemand merken.",
      disabled: "Hier nicht in Gebrauch: Versuche werden ohne gezählt.",
    },
  },
  milliseconds: (count) => `${count} ms`,
  dayAgo: "vor 24 Stunden",
  now: "jetzt",
  table: (name) => `${name}: die letzten 24 Stunden`,
  from: "Von",
  to: "Bis",
  state: "Zustand",

  news: "Die letzten 24 Stunden",
  nothing: "In den letzten 24 Stunden ist nichts passiert.",
  change: (name, what) => `${name}: ${what}`,
  again: "läuft wieder",
  againAfter: (time) => `läuft nach ${time} wieder`,
};
