import type { home as english } from "../en/home.tsx";

export const home: typeof english = {
  heading: "Jedes Haus beginnt mit einem Eingang.",
  lead: "In Japan heißt er Genkan: Du kommst an, wirst begrüßt, ziehst die Schuhe aus und bist drin. Das hier ist dieser Raum für deine App. Er registriert Menschen, lässt sie herein und erinnert sich an sie, mit einem Worker, der dir gehört.",
  signUp: "Konto erstellen",
  virtues: [
    {
      name: "Deins",
      what: "Läuft in deinem eigenen Cloudflare-Konto, auf deiner eigenen Datenbank. Nichts ist gemietet.",
    },
    {
      name: "Sorgsam",
      what: "Passwörter werden mit Argon2id gehasht, bekannt gewordene abgelehnt. Kein Skript kann ein Token lesen.",
    },
    { name: "Wach", what: "Jedes Gerät sieht sofort, wer da ist und wem du die Tür gezeigt hast." },
  ],
  plain: {
    name: "Schlicht",
    what: (reference) => <>Eine JSON-API, und diese Seite hat keine andere Tür. {reference}.</>,
    reference: "Lies, wie sie funktioniert",
  },
  welcome: "Willkommen.",
  welcomeYou: (name) => `Willkommen, ${name}.`,
  inside: (email) =>
    email ? (
      <>Du bist als {email} angemeldet. Die Türen bleiben in jedem Tab offen, bis du gehst.</>
    ) : (
      <>Du bist angemeldet. Die Türen bleiben in jedem Tab offen, bis du gehst.</>
    ),
};
