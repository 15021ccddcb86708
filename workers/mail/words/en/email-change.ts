export const emailChange = {
  confirm: {
    subject: (app: string) => `Confirm your new email address for ${app}`,
    preheader: "Your address changes once you use the link in this mail.",
    heading: "Confirm your new email address",
    intro: (app: string) =>
      `To use this address for your ${app} account from now on, confirm that it is yours.`,
    button: "Confirm new address",
    lasts: (link: string) =>
      `The link works once, for ${link} from when you asked for it. ` +
      "Your other devices are signed out when you use it.",
    ignore:
      "If you didn’t ask to change your address, don’t use the link: somebody else would have your address " +
      "in their account. Do nothing, and nothing changes.",
  },
  notice: {
    subject: (app: string) => `A new email address for your ${app} account?`,
    preheader: "Somebody asked to change the address of your account. If it wasn’t you, undo it.",
    heading: "Are you changing your address?",
    intro: (app: string, newEmail: string) =>
      `Somebody, we hope you, asked to change the email address of your ${app} account from this one to ` +
      `${newEmail}. It changes once the new address is confirmed.`,
    you: "If it was you, there is nothing to do here.",
    notYou: "If it wasn’t you, undo it:",
    button: "Undo the change",
    lasts: (link: string) =>
      `The link works for ${link} from when the change was asked for, before and after the address has ` +
      "changed. It keeps this address and signs everybody out. Keep this mail until then.",
  },
  changed: {
    subject: (app: string) => `Your email address for ${app} was changed`,
    preheader: "If it wasn’t you, an earlier mail from us has a link to undo it.",
    heading: "Your email address was changed",
    intro: (app: string, newEmail: string) =>
      `The email address of your ${app} account is now ${newEmail}. ` +
      "This one no longer belongs to it. If it was you, there is nothing to do.",
    notYou:
      "If it wasn’t you, look for the mail that we sent to this address when the change was asked for. " +
      "The link in it undoes the change.",
  },
  reverted: {
    subject: (app: string) => `Your ${app} account has this email address again`,
    preheader: "The change was undone. Now choose a new password.",
    heading: "The change was undone",
    intro: (app: string) =>
      `The email address of your ${app} account is this one again, and everybody was signed out. ` +
      "Whoever asked for the change may know your password, so choose a new one now:",
    choose: "Choose a new password",
  },
  taken: {
    subject: (app: string) => `Your email address already has a ${app} account`,
    preheader: "Somebody wanted to use your address for another account. Nothing has changed.",
    heading: "This address has an account already",
    intro: (app: string) =>
      `Somebody, perhaps you, wanted to use this address for another ${app} account. ` +
      "It belongs to yours already, so nothing has changed. To use your account, sign in with this address.",
    signIn: "Sign in",
    ignore: "If it wasn’t you, there is nothing to do: whoever it was learned nothing about your account.",
  },
};
