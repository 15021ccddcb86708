export const signUp = {
  verifyEmail: {
    subject: (app: string) => `Confirm your email address for ${app}`,
    preheader: "Use the link or the code in this mail.",
    heading: "Confirm your email address",
    intro: (app: string) => `To finish signing up for ${app}, confirm that this address is yours.`,
    button: "Confirm address",
    orCode: "Or enter this code where you signed up:",
    lasts: (code: string, link: string) =>
      `The code works for ${code} and the link for ${link} from when you asked for them.`,
    ignore: (app: string) =>
      "If you didn’t sign up, do nothing: without this mail nobody can use your address. " +
      `Don’t pass the code on; nobody from ${app} will ask you for it.`,
  },
  alreadyRegistered: {
    subject: (app: string) => `You already have a ${app} account`,
    preheader: "Somebody tried to sign up with your address. You can simply sign in.",
    heading: "You already have an account",
    intro: (app: string) =>
      `Somebody, perhaps you, tried to sign up for ${app} with this address. ` +
      "It has an account already, so no new one was made and nothing has changed. You can simply sign in.",
    signIn: "Sign in",
    forgotten: "If you have forgotten your password, choose a new one:",
    choose: "Choose a new password",
    ignore: "If it wasn’t you, there is nothing to do: whoever it was learned nothing about your account.",
  },
};
