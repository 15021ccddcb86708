import type { errors as english } from "../en/errors.tsx";

export const errors: typeof english = {
  byCode: {
    network:
      "Wir erreichen den Server nicht. Prüfe deine Verbindung und versuche es noch einmal; was du geschrieben hast, bleibt da.",
    unavailable:
      "Der Dienst ist überlastet oder wird gerade gewartet. Versuche es gleich noch einmal; was du geschrieben hast, bleibt da.",
    rate_limited: "Das waren zu viele Versuche.",
    csrf_rejected:
      "Dein Browser sagt, das kam von einer anderen Website. Lade die Seite neu und versuche es noch einmal.",
    account_disabled: "Dieses Konto ist gesperrt. Wende dich an den Betreiber dieses Dienstes.",
    invalid_credentials: "Adresse, Benutzername oder Passwort stimmt nicht.",
    wrong_password: "Das ist nicht dein jetziges Passwort.",
    username_taken: "Diesen Benutzernamen hat schon jemand.",
    invalid_token: "Dieser Code stimmt nicht oder gilt nicht mehr.",
    token_spent: "Dieser Code wurde schon benutzt. Fordere einen neuen an.",
    unauthenticated: "Du wurdest abgemeldet.",
    validation_failed: "Bitte prüfe deine Eingaben.",
    password_rejected: "Bitte wähle ein anderes Passwort.",
  },
  ours: "Bei uns ist etwas schiefgegangen. Bitte versuche es noch einmal.",
  reference: (id) => ` Wenn du es meldest, nenne ${id}.`,
  /** Of a handler, with nobody else to tell. */
  unexpected:
    "Bei uns ist etwas schiefgegangen. Was du geschrieben hast, ist noch da: Bitte versuche es noch einmal.",
  explain: "Was das bedeutet (öffnet einen neuen Tab)",
  triesLeft(count) {
    if (count === 0) return " Das war vorerst der letzte Versuch.";
    return count === 1 ? " Noch 1 Versuch." : ` Noch ${count} Versuche.`;
  },
  pleaseWait: (time) => ` Bitte warte ${time}.`,
  tryIn: "Noch einmal versuchen in",
  tryNow: "Du kannst es jetzt wieder versuchen.",
  roughly: {
    seconds: (count) => (count === 1 ? "1 Sekunde" : `${count} Sekunden`),
    minutes: (count) => `etwa ${count} Minuten`,
    hours: (count) => `etwa ${count} Stunden`,
  },

  byFieldCode: {
    invalid_phone: "Gib eine vollständige Nummer mit Ländervorwahl ein, etwa +49 30 1234567.",
    last_way_in: "Ohne diese Nummer kämst du nicht mehr hinein. Füge erst eine E-Mail-Adresse hinzu.",
    not_offered: "SMS werden hier nicht angeboten. Nimm deine E-Mail-Adresse.",
    phone_in_use: "Diese Nummer gehört zu einem anderen Konto.",
    unchanged: "Das ist schon deine Adresse.",
  },
  byField: {
    email: "Gib eine vollständige Adresse ein, etwa ana@example.com.",
    newEmail: "Gib eine vollständige Adresse ein, etwa ana@example.com.",
    to: "Gib eine vollständige Adresse ein, etwa ana@example.com.",
    currentPassword: "Gib dein jetziges Passwort ein.",
    identifier: "Gib deine Adresse oder deinen Benutzernamen ein.",
    name: "Höchstens 100 Zeichen, und keine unsichtbaren.",
    username: "3 bis 24 Buchstaben, Ziffern oder Unterstriche.",
    code: "Gib die 6 Ziffern ein, die wir dir geschickt haben.",
  },
  anyField: "Bitte prüfe das.",
  byPasswordCode: {
    too_long: "Das ist länger, als wir annehmen können: höchstens 256 Zeichen.",
    breached: "Dieses Passwort steht auf einer Liste geleakter Passwörter. Wähle ein anderes.",
    contains_address: "Lass deine Adresse aus dem Passwort heraus.",
    contains_name: "Lass den Namen dieses Dienstes aus dem Passwort heraus.",
    reused: "Dieses Passwort hattest du schon einmal. Wähle ein neues.",
  },
  tooShort: (least) => `Zu kurz: nimm mindestens ${least} Zeichen.`,
  anyPassword: "Wähle ein anderes Passwort.",

  missing: {
    email: "Gib deine E-Mail-Adresse ein.",
    newEmail: "Gib deine neue Adresse ein.",
    emailOrPhone: "Gib deine E-Mail-Adresse oder Telefonnummer ein.",
    emailForLink: "Links gehen nur per E-Mail. Gib deine E-Mail-Adresse ein oder nimm einen Code.",
    identifier: "Gib deine Adresse oder deinen Benutzernamen ein.",
    password: "Gib dein Passwort ein.",
    newPassword: "Wähle ein Passwort.",
    currentPassword: "Gib dein jetziges Passwort ein.",
    phone: "Gib deine Telefonnummer ein.",
    username: "Ein Benutzername lässt sich ändern, aber nicht entfernen.",
  },

  endings: {
    logout: "Du hast dich in einem anderen Tab abgemeldet.",
    logout_all: "Du hast dich überall abgemeldet.",
    ended_by_user: "Diese Sitzung wurde von einem anderen Gerät aus beendet.",
    password_changed: "Dein Passwort wurde auf einem anderen Gerät geändert. Melde dich mit dem neuen an.",
    password_reset: "Dein Passwort wurde neu gesetzt, das beendet jede Sitzung. Melde dich mit dem neuen an.",
    email_changed: "Deine E-Mail-Adresse wurde geändert, das beendet die anderen Sitzungen.",
    email_change_undone:
      "Eine Änderung deiner E-Mail-Adresse wurde zurückgenommen, das beendet jede Sitzung.",
    account_deleted:
      "Dein Konto ist geschlossen und wird gelöscht. Melde dich an, wenn du es behalten willst.",
    account_disabled: "Dein Konto wurde gesperrt. Wende dich an den Betreiber dieses Dienstes.",
    reuse:
      "Vielleicht hat jemand anderes diese Sitzung benutzt, darum wurde sie beendet. Wenn du dir das nicht erklären kannst, wähle ein neues Passwort.",
    evicted: "Du bist auf so vielen Geräten angemeldet, dass diese Sitzung, die älteste, weichen musste.",
    disowned:
      "Diese Sitzung wurde aus der E-Mail über sie beendet: Jemand hat gesagt, dass er oder sie es nicht war.",
  },
  anyEnding: "Diese Sitzung wurde von anderswo beendet.",
};
