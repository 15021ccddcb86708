import type { account as english } from "../en/account.tsx";

export const account: typeof english = {
  title: "Dein Konto",
  verified: "Bestätigt",
  unverified: "Nicht bestätigt",
  profile: "Profil",
  waysIn: "Anmeldewege",
  noneYet: "Noch keine",
  save: "Speichern",
  saving: "Wird gespeichert …",
  saved: "Gespeichert.",

  language: {
    heading: "Sprache",
    label: "Sprache von E-Mails und SMS",
    hint: "Auch die Seiten hier richten sich danach.",
    none: "Wie im Browser eingestellt",
  },
  email: {
    label: "E-Mail-Adresse",
    about:
      "Wir schreiben an die neue Adresse, und sie gilt, sobald du den Link in der E-Mail öffnest. Deine alte Adresse bekommt eine E-Mail, mit der sich das zurücknehmen lässt.",
    field: "Neue E-Mail-Adresse",
    submit: "Adresse ändern",
    done: (to) => (
      <>Wir haben an {to} geschrieben. Öffne den Link in der E-Mail, um die Änderung abzuschließen.</>
    ),
  },
  password: {
    label: "Passwort",
    about: (reset) => (
      <>
        Hier bleibst du angemeldet; deine anderen Geräte werden abgemeldet. Aktuelles Passwort vergessen?{" "}
        {reset}.
      </>
    ),
    reset: "Per E-Mail zurücksetzen",
    submit: "Passwort ändern",
    busy: "Wird geändert …",
    done: "Dein Passwort ist geändert. Deine anderen Geräte sind abgemeldet.",
  },
  phone: {
    label: "Telefonnummer",
    about: "Mit einer eigenen Nummer kannst du dich per Code anmelden. Wir schicken ihn dir als SMS.",
    newField: "Neue Telefonnummer",
    send: "Code senden",
    sent: (to) => <>Wir haben einen Code an {to} geschickt.</>,
    confirm: "Nummer bestätigen",
    confirmed: "Deine Telefonnummer ist bestätigt. Du kannst dich jetzt mit ihr anmelden.",
    wrong: (again) => <>Falsche Nummer? {again}</>,
    again: "Noch einmal eingeben",
    remove: "Nummer entfernen",
    removed: "Deine Telefonnummer ist entfernt.",
  },
  reauth: {
    why: "Deine Anmeldung ist schon eine Weile her. Bestätige, dass du es bist, dann geht es weiter.",
    send: (to) => `Code an ${to} senden`,
    submit: "Bestätigen und weiter",
  },
};
