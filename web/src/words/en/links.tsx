import type { ComponentChildren } from "preact";

/** The pages that mailed links open. */
export const links = {
  spentTitle: "This link has done its work",
  spentLead: (more: string) => `It was used before, a newer one has replaced it, or it has expired. ${more}`,
  brokenTitle: "This link isn’t whole",
  brokenLead: "Open it again from the mail, or copy all of it into the address bar: the end is easily lost.",
  otherAccount: (name: ComponentChildren, stay: ComponentChildren) => (
    <>
      You are signed in as {name}. Going on signs you in to the account this link belongs to; or {stay}.
    </>
  ),
  stay: "stay as you are",
  yourAccount: "Your account",
  choosePassword: "Choose a new password",

  confirm: {
    title: "Confirm your address",
    lead: "One click, and you are in.",
    submit: "Confirm and sign in",
    spent: "If you have confirmed your address already, simply sign in.",
    newMail: "Get a new mail",
  },
  magicLink: {
    title: "Sign in with this link",
    lead: "One click, and you are in. No password needed.",
    spent: "Ask for another: it takes a moment.",
    withPassword: "Sign in with a password",
  },
  emailChange: {
    title: "Confirm your new address",
    lead: "From then on your account has this address, and your other devices are signed out.",
    submit: "Confirm the new address",
    spent: "If you have confirmed the address already, it is in place. If not, ask for the change again.",
    doneTitle: "Your address is changed",
    doneLead: (email: ComponentChildren) => (
      <>It is {email} from now on. Your other devices are signed out.</>
    ),
  },
  emailUndo: {
    title: "Undo the change of address",
    lead: "Your account keeps the address that this mail came to, and everybody is signed out, you too.",
    submit: "Undo the change",
    busy: "Undoing…",
    spent: "If the change still worries you, choose a new password: that signs everybody out.",
    doneTitle: "The change is undone",
    doneLead:
      "Your account has the address that the mail came to, and everybody was signed out. If it wasn’t you who asked for the change, somebody may know your password: choose a new one now.",
  },
  notMe: {
    title: "This wasn’t you?",
    lead: "Then we sign that device out at once, and mail you a link to choose a new password.",
    submit: "This wasn’t me",
    busy: "Signing it out…",
    spent: "If something still worries you, choose a new password: that signs everybody out.",
    doneTitle: "That device is signed out",
    doneLead:
      "One thing is left to do: whoever it was may know your password. We have just mailed you a link to choose a new one.",
    noMail: (again: ComponentChildren) => <>No mail? {again}.</>,
    another: "Ask for another",
  },
};
