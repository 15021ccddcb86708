import type { sessions as english } from "../en/sessions.tsx";

export const sessions: typeof english = {
  lead: "Alle Geräte, auf denen du angemeldet bist, genau in diesem Moment.",
  thisOne: "Dieses hier",
  others: "Andere Geräte",
  hereNow: "Jetzt aktiv",
  lastSeen: (ago) => <>Zuletzt gesehen {ago}</>,
  browser: "Browser",
  place: "Ort",
  address: "Adresse",
  begun: "Angemeldet",
  methods: {
    password: "mit einem Passwort",
    email_verification: "durch Bestätigen einer Adresse",
    email_otp: "mit einem Code per E-Mail",
    sms_otp: "mit einem Code per SMS",
    magic_link: "mit einem Link per E-Mail",
  },
  otherMethod: "auf anderem Weg",
  end: "Beenden",
  ending: "Wird beendet …",
  ended: (device) => `Beendet: ${device}`,
  newDevice: (device) => `Ein neues Gerät: ${device}`,
  gone: (device) => `Nicht mehr angemeldet: ${device}`,
  signOutHere: "Hier abmelden",
  endOthers: "Alle anderen beenden",
  endOthersTitle: (count) =>
    count === 1 ? "Die andere Sitzung beenden?" : `Alle ${count} anderen Sitzungen beenden?`,
  endOthersLead: (count) =>
    count === 1
      ? "Dieses Gerät wird sofort abgemeldet. Hier bleibst du angemeldet."
      : "Diese Geräte werden sofort abgemeldet. Hier bleibst du angemeldet.",
  endOthersNow: (count) => (count === 1 ? "Sitzung beenden" : `${count} Sitzungen beenden`),
  othersEnded: (count) =>
    count === 1 ? "Die andere Sitzung ist beendet." : `${count} Sitzungen sind beendet.`,
  cancel: "Abbrechen",
  alone: {
    title: "Nur du, nur hier",
    text: "Du bist auf keinem anderen Gerät angemeldet. Sobald du es bist, erscheint es hier von selbst.",
  },
  stale: "Diese Liste ist vielleicht nicht die neueste.",
  unknownOnes: "Etwas kommt dir fremd vor?",
  unknownOnesText: (activity) => (
    <>Beende es hier und sieh dann nach, {activity("was mit deinem Konto geschehen ist")}.</>
  ),
  everywhere: "Überall",
  everywhereText: "Beendet alle deine Sitzungen auf allen Geräten, auch diese hier.",
  signOutEverywhere: "Überall abmelden",
  link: "Alle Geräte ansehen, auf denen du angemeldet bist",
};
