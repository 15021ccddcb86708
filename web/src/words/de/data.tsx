import type { data as english } from "../en/data.tsx";

export const data: typeof english = {
  title: "Deine Daten",
  lead: "Was hier aufbewahrt wird, gehört dir: Nimm dir eine Kopie, oder nimm Abschied.",
  copy: {
    heading: "Eine Kopie für dich",
    aside:
      "Alles, was über dich gespeichert ist, in einer Datei, die du und andere Programme lesen können. Passwörter und Schlüssel sind nicht dabei. Sie entsteht in diesem Browser und geht nirgendwo sonst hin.",
    gather: "Meine Daten sammeln",
    gathering: "Wird gesammelt …",
    ready: "Das haben wir gefunden",
    save: (size) => `Datei speichern (${size})`,
    again: "Neu sammeln",
    care: "Sie verrät viel über dich. Bewahre sie so auf, dass nur du sie lesen kannst.",
    profile: "Profil",
    nothing: "Nichts als das Konto selbst",
    since: (day) => `Hier seit dem ${day}`,
    password: "Passwort",
    passwordSet: (day) =>
      `${day ? `Festgelegt am ${day}.` : "Festgelegt."} Wie es lautet, steht nicht darin.`,
    passwordNone: "Es ist keines festgelegt.",
    sessions: "Sitzungen",
    sessionsFound: (open, ended) =>
      `${open} offen, ${ended} kürzlich beendet: jeweils Gerät, Ort und Zeiten.`,
    requests: "Links und Codes",
    requestsFound: (count) =>
      count === 0
        ? "In letzter Zeit wurde dir nichts geschickt."
        : `${count}, ${count === 1 ? "der" : "die"} dir geschickt ${count === 1 ? "wurde" : "wurden"}: wofür und wann, nicht der Code selbst.`,
    events: "Aktivität",
    eventsFound: (count, since) =>
      `${count} ${count === 1 ? "Eintrag" : "Einträge"}${since ? ` seit dem ${since}` : ""}: Anmeldungen, Fehlversuche und Änderungen.`,
  },
  proof: {
    missing: "Gib dein Passwort ein oder lass dir einen Code schicken.",
    or: "Oder ohne Passwort:",
  },
  leaving: {
    heading: "Für immer gehen",
    steps: [
      ["Sofort", "Dein Konto wird geschlossen, und du bist auf allen Geräten abgemeldet."],
      [
        "Einige Tage lang",
        "Noch ist nichts verloren. Melde dich an, und alles ist wie vorher. Bis wann das geht, sagen wir dir.",
      ],
      [
        "Danach",
        "Alles, was über dich gespeichert ist, wird gelöscht. Dann kann es niemand mehr zurückholen, auch wir nicht.",
      ],
    ],
    copyFirst: "Möchtest du eine Kopie behalten?",
    toCopy: "Sammle zuerst deine Daten",
    begin: "Mein Konto löschen …",
    title: "Dein Konto löschen?",
    lead: (name) => (
      <>
        Das Konto von {name} wird jetzt auf allen Geräten geschlossen. Einige Tage lang holt eine Anmeldung es
        zurück.
      </>
    ),
    confirm: "Mein Konto löschen",
    deleting: "Wird gelöscht …",
    keep: "Mein Konto behalten",
  },
  goodbye: {
    title: "Auf Wiedersehen",
    heading: "Auf Wiedersehen, und danke, dass du bei uns warst.",
    lead: (time) => (
      <>
        Dein Konto ist geschlossen, und du bist überall abgemeldet. Am {time} wird es endgültig gelöscht, mit
        allem, was über dich gespeichert ist.
      </>
    ),
    changedMind:
      "Hast du es dir anders überlegt? Die Tür ist nur angelehnt: Melde dich vorher an, und alles ist wie zuvor.",
    back: "Anmelden und mein Konto behalten",
    entrance: "Zum Eingang",
    nobody: "Hier geht gerade niemand",
    nobodyLead:
      "Hier verabschieden wir alle, die ihr Konto löschen. Falls du das eben getan hast: Bis zu dem Tag, den wir dir genannt haben, holt eine Anmeldung es zurück.",
    signIn: "Anmelden",
  },
};
