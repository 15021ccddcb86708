import type { links as english } from "../en/links.tsx";

export const links: typeof english = {
  spentTitle: "Dieser Link gilt nicht mehr",
  spentLead: (more) => `Er wurde schon benutzt, ein neuerer hat ihn ersetzt, oder er ist abgelaufen. ${more}`,
  brokenTitle: "Dieser Link ist nicht vollständig",
  brokenLead:
    "Öffne ihn noch einmal aus der E-Mail, oder kopiere ihn ganz in die Adresszeile: Das Ende geht leicht verloren.",
  otherAccount: (name, stay) => (
    <>
      Du bist als {name} angemeldet. Wenn du weitermachst, wirst du in dem Konto angemeldet, zu dem dieser
      Link gehört. Oder {stay}.
    </>
  ),
  stay: "bleib in deinem Konto",
  yourAccount: "Dein Konto",
  choosePassword: "Neues Passwort wählen",

  confirm: {
    title: "Bestätige deine Adresse",
    lead: "Ein Klick, und du bist drin.",
    submit: "Bestätigen und anmelden",
    spent: "Wenn du deine Adresse schon bestätigt hast, melde dich einfach an.",
    newMail: "Neue E-Mail anfordern",
  },
  magicLink: {
    title: "Mit diesem Link anmelden",
    lead: "Ein Klick, und du bist drin. Ganz ohne Passwort.",
    spent: "Fordere einen neuen an: Das dauert nur einen Moment.",
    withPassword: "Mit Passwort anmelden",
  },
  emailChange: {
    title: "Bestätige deine neue Adresse",
    lead: "Ab dann hat dein Konto diese Adresse, und deine anderen Geräte werden abgemeldet.",
    submit: "Neue Adresse bestätigen",
    spent:
      "Wenn du die Adresse schon bestätigt hast, gilt sie. Wenn nicht, fordere die Änderung noch einmal an.",
    doneTitle: "Deine Adresse ist geändert",
    doneLead: (email) => <>Sie lautet ab jetzt {email}. Deine anderen Geräte sind abgemeldet.</>,
  },
  emailUndo: {
    title: "Adressänderung zurücknehmen",
    lead: "Dein Konto behält die Adresse, an die diese E-Mail ging, und alle werden abgemeldet, auch du.",
    submit: "Änderung zurücknehmen",
    busy: "Wird zurückgenommen …",
    spent: "Wenn dich die Änderung noch beunruhigt, wähle ein neues Passwort: Das meldet alle ab.",
    doneTitle: "Die Änderung ist zurückgenommen",
    doneLead:
      "Dein Konto hat wieder die Adresse, an die die E-Mail ging, und alle wurden abgemeldet. Wenn die Änderung nicht von dir kam, kennt vielleicht jemand dein Passwort: Wähle jetzt ein neues.",
  },
  notMe: {
    title: "Das warst du nicht?",
    lead: "Dann melden wir dieses Gerät sofort ab und schicken dir per E-Mail einen Link, mit dem du ein neues Passwort wählen kannst.",
    submit: "Das war ich nicht",
    busy: "Wird abgemeldet …",
    spent: "Wenn dich noch etwas beunruhigt, wähle ein neues Passwort: Das meldet alle ab.",
    doneTitle: "Das Gerät ist abgemeldet",
    doneLead:
      "Eines bleibt zu tun: Wer immer es war, kennt vielleicht dein Passwort. Wir haben dir gerade per E-Mail einen Link geschickt, mit dem du ein neues wählen kannst.",
    noMail: (again) => <>Keine E-Mail? {again}.</>,
    another: "Fordere noch eine an",
  },
};
