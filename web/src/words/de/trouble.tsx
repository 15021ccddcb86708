import type { trouble as english } from "../en/trouble.tsx";

export const trouble: typeof english = {
  slip: {
    offline: "Du bist offline",
    unreachable: "Der Dienst antwortet nicht",
    down: "Der Dienst ist gestört",
    mail: "E-Mails und Codes evtl. später",
    slow: "Langsamer als sonst",
  },
  onlineAgain: "Du bist wieder online.",
  newTab: " (in einem neuen Tab)",

  outage: {
    titles: { down: "Der Dienst ist gestört", unreachable: "Wir erreichen den Dienst nicht" },
    why: {
      down: "Etwas, das er braucht, antwortet nicht. Gerade kann sich niemand anmelden oder etwas speichern. An dir liegt es nicht.",
      unreachable: "Nichts antwortet. Es kann am Dienst liegen oder an der Verbindung dorthin.",
    },
    kept: "Was du geschrieben hast, bleibt da. Was du jetzt abschickst, wartet hier und geht von selbst los. Wir behalten es im Auge und sagen dir, wenn alles wieder läuft.",
    since: (time, lasted) => (
      <>
        Seit {time} Uhr, also seit {lasted}
      </>
    ),
    status: "Ansehen, was wir wissen",
    goOn: "Solange weitermachen",
  },
  over: {
    title: "Alles läuft wieder",
    lead: "Der Dienst ist zurück. Mach weiter, wo du warst: Was gewartet hat, ist unterwegs.",
    goOn: "Weiter",
  },
};
