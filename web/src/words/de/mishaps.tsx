import type { mishaps as english } from "../en/mishaps.tsx";

export const mishaps: typeof english = {
  ended: {
    title: "Du bist abgemeldet",
    why: "Diese Sitzung ist zu Ende, von hier oder von einem anderen Tab oder Gerät aus.",
    kept: "Was du geschrieben hast, ist noch da. Melde dich an und mach weiter, wo du warst.",
    meaning:
      "Eine Sitzung sorgt dafür, dass dieser Browser nicht jedes Mal fragen muss, ob du es bist. Nur sie ist zu Ende: Dein Konto und alles darin ist, wie es war.",
    reasonsHeading: "Warum eine Sitzung endet",
    reasons: [
      "Du hast dich in einem anderen Tab oder überall abgemeldet.",
      "Du hast sie von einem anderen Gerät aus beendet.",
      "Dein Passwort oder deine E-Mail-Adresse wurde geändert.",
      "Sie wurde einige Tage lang nicht benutzt oder hat ihr Höchstalter erreicht.",
      "Du hast dich auf so vielen Geräten angemeldet, dass die älteste weichen musste.",
      "Dein Konto wurde geschlossen.",
    ],
    none: "Nichts davon passt?",
    newPassword: "Wähle ein neues Passwort",
    signsOut: "Damit werden alle abgemeldet.",
  },
  hmm: {
    title: "Hm",
    saw: "Was wir gesehen haben",
    did: "Was wir getan haben",
    now: "Was du jetzt tun kannst",
    signIn: "Anmelden",
    newPassword: "Neues Passwort wählen",
    about: {
      reuse: {
        heading: "Hm. Ein Schlüssel, zwei Hände.",
        saw: "Der Schlüssel deiner Sitzung kam noch einmal zu uns, nachdem er schon gegen einen neuen getauscht war. Das passiert, wenn ein Backup zurückgespielt oder ein Browser kopiert wird. Oder wenn jemand den Schlüssel kopiert hat.",
        did: "Wir haben diese Sitzung für alle beendet, die ihren Schlüssel hatten. Deine anderen Sitzungen laufen weiter.",
        now: "Melde dich an. Sieh dann nach, welche Geräte angemeldet sind und was zuletzt geschehen ist. Wenn du dir das nicht erklären kannst, wähle ein neues Passwort: Damit werden alle abgemeldet.",
      },
      disowned: {
        heading: "Hm. Jemand sagt, das war er nicht.",
        saw: "Wir hatten der Besitzerin oder dem Besitzer des Kontos wegen dieser Anmeldung geschrieben. Aus dieser Mail kam die Antwort: „Das war ich nicht.“",
        did: "Wir haben diese Sitzung sofort beendet und einen Link für ein neues Passwort geschickt.",
        now: "Hast du selbst auf diesen Knopf gedrückt? Dann öffne unsere Mail und wähle das neue Passwort. War die Anmeldung doch deine, melde dich einfach wieder an.",
      },
      account_disabled: {
        heading: "Hm. Dieses Konto ist vorerst gesperrt.",
        saw: "Wer diesen Dienst betreibt, hat das Konto gesperrt.",
        did: "Wir haben seine Sitzungen beendet und lassen niemanden hinein. Gelöscht wurde nichts.",
        now: "Frag beim Betreiber nach dem Grund. Sobald das Konto wieder freigegeben ist, ist alles wie vorher.",
      },
      csrf_rejected: {
        heading: "Hm. Das kam von woanders.",
        saw: "Dein Browser hat uns gesagt, dass eine Anfrage von einer anderen Website kam. Keine andere Website darf hier in deinem Namen handeln.",
        did: "Wir haben sie abgelehnt. Nichts wurde geändert, und wer angemeldet war, ist es noch.",
        now: "Öffne diese Seite unter ihrer eigenen Adresse in einem eigenen Tab und versuche es noch einmal. Hilft das nicht, steht vielleicht eine Erweiterung oder ein Proxy dazwischen.",
      },
      other: {
        heading: "Hm. Etwas sah ungewöhnlich aus.",
        saw: "Eine Anfrage oder eine Sitzung sah nicht so aus, wie sie sollte. Welche, lässt sich von hier aus nicht mehr sagen.",
        did: "Im Zweifel schließen wir lieber eine Tür zu viel. Schlimmstenfalls musst du dich neu anmelden.",
        now: "Melde dich an und sieh nach, welche Geräte angemeldet sind und was zuletzt geschehen ist. Wenn etwas davon nicht von dir ist, wähle ein neues Passwort.",
      },
    },
  },
  oops: {
    title: "Hoppla",
    heading: "Hoppla. Das waren wir.",
    lead: "Ein Fehler von uns hat diese Seite angehalten. Du hast nichts falsch gemacht, und was du gespeichert hattest, ist noch da.",
    mention: "Falls du ihn meldest, nenne das hier:",
    again: "Noch einmal versuchen",
    entrance: "Zum Eingang",
    status: "Nachsehen, wie es dem Dienst geht",
  },
};
