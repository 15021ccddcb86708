import type { ComponentChildren } from "preact";

export const account = {
  title: "Your account",
  verified: "Verified",
  unverified: "Not verified",
  profile: "Profile",
  waysIn: "Ways in",
  noneYet: "None yet",
  save: "Save",
  saving: "Saving…",
  saved: "Saved.",

  language: {
    heading: "Language",
    label: "Language of mails and messages",
    hint: "The pages here follow your choice, too.",
    none: "Whatever the browser asks for",
  },
  email: {
    label: "Email address",
    about:
      "We write to the new address, and it counts once you open the link in that mail. Your old address gets a mail that can undo it.",
    field: "New email address",
    submit: "Change address",
    done: (to: ComponentChildren) => <>We wrote to {to}. Open the link in that mail to finish.</>,
  },
  password: {
    label: "Password",
    about: (reset: ComponentChildren) => (
      <>You stay signed in here; your other devices are signed out. Forgotten the current one? {reset}.</>
    ),
    reset: "Reset it by mail",
    submit: "Change password",
    busy: "Changing…",
    done: "Your password is changed. Your other devices are signed out.",
  },
  phone: {
    label: "Phone number",
    about: "With a number of yours you can sign in by a code that we send to it.",
    newField: "New phone number",
    send: "Send a code",
    sent: (to: ComponentChildren) => <>We sent a code to {to}.</>,
    confirm: "Confirm number",
    confirmed: "Your phone number is confirmed. You can sign in with it.",
    wrong: (again: ComponentChildren) => <>Wrong number? {again}</>,
    again: "Enter it again",
    remove: "Remove my number",
    removed: "Your phone number is removed.",
  },
  reauth: {
    why: "You signed in a while ago. Confirm that it’s still you, and we go on with what you asked for.",
    send: (to: string) => `Send a code to ${to}`,
    submit: "Confirm and go on",
  },
};
