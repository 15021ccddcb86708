import type { waysIn as english } from "../en/ways-in.tsx";

export const waysIn: typeof english = {
  fields: {
    email: "E-Mail",
    identifier: "E-Mail oder Benutzername",
    emailOrPhone: "E-Mail oder Telefonnummer",
    password: "Passwort",
    newPassword: "Neues Passwort",
    newPasswordHint: (min) =>
      `Mindestens ${min} Zeichen. Länger ist besser: Gut sind ein paar Wörter, die nichts verbindet.`,
    currentPassword: "Jetziges Passwort",
    ifAny: "falls du eines hast",
    name: "Name",
    username: "Benutzername",
    usernameHint: "3 bis 24 Buchstaben, Ziffern oder Unterstriche.",
    code: "6-stelliger Code",
    phone: "Telefonnummer",
    phoneHint: "Mit Ländervorwahl, etwa +49 30 1234567.",
    optional: "freiwillig",
    show: "Zeigen",
    showWhat: ": Passwort",
  },
  sending: "Wird gesendet …",
  sendMail: "E-Mail senden",
  confirming: "Wird bestätigt …",
  wrongAddress: (startAgain) => <>Falsche Adresse? {startAgain}.</>,
  startAgain: "Von vorn beginnen",
  newMailSent: "Eine neue E-Mail ist unterwegs. Ab jetzt gelten nur ihr Link und ihr Code.",
  welcome: "Willkommen.",
  welcomeNew: "Willkommen. Das ist dein neues Konto.",
  welcomeConfirmed: "Deine Adresse ist bestätigt. Willkommen.",
  devMailbox: (mailbox) => <>In der Entwicklung landet die Post im {mailbox}.</>,
  devMailboxName: "Briefkasten",

  resend: {
    mailIn: (time) => (
      <>Nichts angekommen? Schau auch im Spam nach; in {time} kannst du eine neue E-Mail bekommen.</>
    ),
    messageIn: (time) => <>Nichts angekommen? In {time} kannst du eine neue Nachricht bekommen.</>,
    nothing: (send) => <>Nichts angekommen? {send}</>,
    mail: "Noch eine E-Mail senden",
    message: "Noch eine Nachricht senden",
  },

  signUp: {
    title: "Konto erstellen",
    lead: (signIn) => <>Schon einmal hier gewesen? {signIn}.</>,
    submit: "Konto erstellen",
    busy: "Wird erstellt …",
  },
  signIn: {
    title: "Anmelden",
    lead: (signUp) => <>Neu hier? {signUp}.</>,
    signUp: "Erstelle ein Konto",
    busy: "Anmeldung läuft …",
    forgot: "Passwort vergessen?",
    otherWay: "Lieber mit Code oder Link anmelden",
    unverified:
      "Deine Adresse ist noch nicht bestätigt. Wir haben dir eine neue E-Mail geschickt: Öffne ihren Link oder gib ihren Code ein.",
    enterCode: "Code eingeben oder neue E-Mail anfordern",
  },
  byCode: {
    title: "Ohne Passwort anmelden",
    lead: "Wir schicken dir einen Code oder einen Link, der dich hineinlässt. Neu hier? Dann entsteht damit dein Konto.",
    submit: "Code schicken",
    link: "Lieber einen Link mailen",
    withPassword: (signIn) => <>Doch lieber ein Passwort? {signIn}.</>,
    signInWithIt: "Damit anmelden",
    enterTitle: "Gib deinen Code ein",
    enterLead: (to) => <>Wir haben 6 Ziffern an {to} geschickt.</>,
    newCode: "Ein neuer Code ist unterwegs. Ab jetzt gilt nur dieser.",
    linkLead: (to) => (
      <>
        Wir haben an {to} geschrieben. Öffne den Link in der E-Mail dort, wo du angemeldet sein willst. In
        diesem Browser kommt diese Seite mit.
      </>
    ),
    newLink: "Eine neue E-Mail ist unterwegs. Ab jetzt gilt nur ihr Link.",
    startAgain: (again) => <>Falsche Adresse oder lieber anders? {again}.</>,
  },
  checkMail: {
    title: "Sieh in deine E-Mails",
    lead: (to) => (
      <>Wir haben an {to} geschrieben. Öffne den Link in der E-Mail oder gib hier ihren Code ein.</>
    ),
    submit: "Bestätigen",
    askTitle: "Neue E-Mail anfordern",
    askLead: "Mit welcher Adresse hast du dich registriert? Wir schicken einen frischen Link und Code.",
  },
  forgot: {
    title: "Passwort vergessen?",
    lead: "Das kommt vor. Nenn uns deine Adresse, und wir schicken dir, was du für ein neues brauchst.",
    remembered: (signIn, without) => (
      <>
        Doch wieder eingefallen? {signIn}. Oder {without}.
      </>
    ),
    without: "ohne Passwort anmelden",
    sentLead: (to) => (
      <>
        Wir haben an {to} geschrieben. Öffne den Link in der E-Mail oder wähle hier mit ihrem Code ein neues
        Passwort.
      </>
    ),
  },
  reset: {
    title: "Wähle ein neues Passwort",
    lead: "Damit wirst du überall abgemeldet. Danach meldest du dich mit dem neuen an.",
    submit: "Neues Passwort setzen",
    busy: "Wird gesetzt …",
    spent:
      "Wenn du damit schon ein neues Passwort gesetzt hast, melde dich an; sonst fordere einen neuen Link an.",
    newLink: "Neuen Link anfordern",
    doneTitle: "Dein Passwort ist geändert",
    doneLead: "Alle wurden abgemeldet, auch du auf deinen anderen Geräten. Melde dich mit dem neuen an.",
  },
};
