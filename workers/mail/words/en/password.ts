export const password = {
  passwordReset: {
    subject: (app: string) => `Choose a new password for ${app}`,
    preheader: "Use the link or the code in this mail.",
    heading: "Choose a new password",
    intro: (app: string) =>
      `Somebody, we hope you, asked for a new password for the ${app} account with this address. ` +
      "A new password signs you out everywhere.",
    button: "Choose a new password",
    orCode: "Or enter this code where you asked for it:",
    lasts: (code: string, link: string) =>
      `The code works for ${code} and the link for ${link} from when you asked for them.`,
    ignore: (app: string) =>
      "If you didn’t ask, do nothing: your password stays as it is. " +
      `Don’t pass the code on; nobody from ${app} will ask you for it.`,
  },
  passwordChanged: {
    subject: (app: string) => `Your password for ${app} was changed`,
    preheader: "If it wasn’t you, choose a new one at once.",
    heading: "Your password was changed",
    intro: (app: string) =>
      `The password of your ${app} account was changed. If it was you, there is nothing to do.`,
    signIn: "Sign in",
    notYou: "If it wasn’t you, choose a new password at once. That signs everybody out.",
    choose: "Choose a new password",
  },
};
