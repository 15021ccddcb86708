import type { service as english } from "../en/service.tsx";

export const service: typeof english = {
  chip: {
    ok: "Alles läuft",
    mail: "E-Mails vielleicht später",
    slow: "Langsamer als sonst",
    down: "Gestört",
    unknown: "Status des Dienstes",
  },

  sending: {
    held: "Wartet auf den Dienst. Wird gesendet, sobald er zurück ist.",
    heldOffline: "Wartet auf deine Verbindung. Wird gesendet, sobald du online bist.",
    waiting: "Wartet …",
    callOff: "Doch nicht senden",
    calledOff: "Nicht gesendet. Es ist noch alles da.",
    long: "Das dauert länger als sonst.",
  },
};
