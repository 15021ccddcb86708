import type { activity as english } from "../en/activity.tsx";

export const activity: typeof english = {
  lead: "Was mit deinem Konto geschehen ist, das Neueste zuerst.",
  today: "Heute",
  yesterday: "Gestern",
  types: {
    sign_up: "Konto angelegt",
    sign_in: "Angemeldet",
    sign_in_failed: "Eine Anmeldung ist fehlgeschlagen",
    sign_out: "Abgemeldet",
    session_revoked: "Eine Sitzung wurde beendet",
    refresh_reused: "Eine Sitzung wurde vielleicht kopiert",
    password_changed: "Passwort geändert",
    password_reset: "Passwort per E-Mail zurückgesetzt",
    email_verified: "E-Mail-Adresse bestätigt",
    email_changed: "E-Mail-Adresse geändert",
    email_change_undone: "Änderung der E-Mail-Adresse rückgängig gemacht",
    phone_changed: "Telefonnummer geändert",
    username_changed: "Benutzername geändert",
    code_sent: "Ein Code wurde verschickt",
    link_sent: "Ein Link wurde per E-Mail verschickt",
    account_disabled: "Konto gesperrt",
    account_enabled: "Konto wieder freigegeben",
    deletion_scheduled: "Löschung des Kontos beantragt",
    deletion_cancelled: "Löschung des Kontos zurückgenommen",
    exported: "Daten exportiert",
  },
  otherType: "Etwas ist geschehen, wofür diese Seite noch keine Worte hat",
  failures: (count) => `${count} fehlgeschlagene Anmeldungen`,
  sessionsEnded: "Sitzungen wurden beendet",
  notes: {
    refresh_reused: "Sie wurde an zwei Orten zugleich benutzt und deshalb sicherheitshalber beendet.",
  },
  byOperator: "Durch die Betreiber dieses Dienstes",
  fromTo: (from, to) => (
    <>
      {from} bis {to}
    </>
  ),
  look: "Sieh genauer hin",
  notMe: "Warst du das nicht?",
  inside: {
    text: "Dann ist vielleicht jemand anderes in deinem Konto. Tu jetzt diese zwei Dinge:",
    devices: "Beende die Sitzungen, die du nicht kennst",
    password: "Wähle ein neues Passwort",
  },
  outside:
    "So ist niemand hineingekommen. Wenn das öfter vorkommt, wähle ein Passwort, das du sonst nirgends benutzt.",
  asked:
    "Jemand hat deine Adresse oder Nummer eingegeben. Ohne das, was wir verschickt haben, kommt niemand hinein: Gib es nicht weiter.",
  operator: "Frag die Betreiber dieses Dienstes nach dem Grund.",
  more: "Mehr anzeigen",
  loadingMore: "Einen Moment …",
  came: (count, isAll) => `${count} weitere.${isAll ? " Das ist alles." : ""}`,
  end: "Das ist alles.",
  empty: { title: "Noch nichts", text: "Was mit deinem Konto geschieht, wird hier festgehalten." },
};
