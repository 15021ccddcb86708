export const signIn = {
  signInCode: {
    subject: (app: string) => `Your code to sign in to ${app}`,
    preheader: "Enter the code in this mail where you are signing in.",
    heading: "Your code to sign in",
    intro: (app: string) => `Enter this code where you are signing in to ${app}:`,
    lasts: (code: string) => `It works once, for ${code} from when you asked for it.`,
    ignore: (app: string) =>
      "If you didn’t ask for it, do nothing: without the code nobody gets in. " +
      `Don’t pass it on; nobody from ${app} will ask you for it.`,
  },
  reauthCode: {
    subject: (app: string) => `Your code to confirm that it’s you at ${app}`,
    preheader: "Enter the code in this mail where you were asked for it.",
    heading: "Confirm that it’s you",
    intro: (app: string) => `You are changing something in your ${app} account. To go on, enter this code:`,
    lasts: (code: string) => `It works once, for ${code} from when you asked for it.`,
    ignore: (app: string) =>
      "If you didn’t ask for it, somebody else is signed in to your account: sign in, end the sessions that " +
      "you don’t know, and choose a new password. " +
      `Don’t pass the code on; nobody from ${app} will ask you for it.`,
  },
  magicLink: {
    subject: (app: string) => `Your link to sign in to ${app}`,
    preheader: "Open the link in this mail to sign in, without a password.",
    heading: "Your link to sign in",
    intro: (app: string) => `Use this link to sign in to ${app}. You need no password.`,
    button: "Sign in",
    lasts: (link: string) => `It works once, for ${link} from when you asked for it.`,
    ignore:
      "If you didn’t ask for it, do nothing: without the link nobody gets in. " +
      "Don’t forward this mail: whoever has the link can sign in with it.",
  },
};
