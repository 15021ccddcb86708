import type { ComponentChildren } from "preact";

export const waysIn = {
  fields: {
    email: "Email",
    identifier: "Email or username",
    emailOrPhone: "Email or phone number",
    password: "Password",
    newPassword: "New password",
    newPasswordHint: (min: number) =>
      `${min} characters or more. Longer is better: a few unrelated words work well.`,
    currentPassword: "Current password",
    ifAny: "if you have one",
    name: "Name",
    username: "Username",
    usernameHint: "3 to 24 letters, digits or underscores.",
    code: "6-digit code",
    phone: "Phone number",
    phoneHint: "With its country code, such as +81 3 1234 5678.",
    optional: "optional",
    show: "Show",
    showWhat: " password",
  },
  sending: "Sending…",
  sendMail: "Send the mail",
  confirming: "Confirming…",
  wrongAddress: (startAgain: ComponentChildren) => <>Wrong address? {startAgain}.</>,
  startAgain: "Start again",
  newMailSent: "A new mail is on its way. Only its link and code count now.",
  welcome: "Welcome in.",
  welcomeNew: "Welcome in. This is your new account.",
  welcomeConfirmed: "Your address is confirmed. Welcome in.",
  devMailbox: (mailbox: ComponentChildren) => <>In development, mail lands in {mailbox}.</>,
  devMailboxName: "the mailbox",

  resend: {
    mailIn: (time: ComponentChildren) => (
      <>Nothing there? Look among the spam; you can have another in {time}.</>
    ),
    messageIn: (time: ComponentChildren) => <>Nothing there? You can have another in {time}.</>,
    nothing: (send: ComponentChildren) => <>Nothing there? {send}</>,
    mail: "Send another mail",
    message: "Send another message",
  },

  signUp: {
    title: "Create an account",
    lead: (signIn: ComponentChildren) => <>Been here before? {signIn}.</>,
    submit: "Create account",
    busy: "Creating…",
  },
  signIn: {
    title: "Sign in",
    lead: (signUp: ComponentChildren) => <>New here? {signUp}.</>,
    signUp: "Create an account",
    busy: "Signing in…",
    forgot: "Forgot your password?",
    otherWay: "Use a code or a link instead",
    unverified:
      "Your address isn’t confirmed yet. We have sent you a new mail: open its link, or enter its code.",
    enterCode: "Enter the code or get another mail",
  },
  byCode: {
    title: "Sign in without a password",
    lead: "We send you a code, or a link that lets you in. New here? Then it makes your account.",
    submit: "Send me a code",
    link: "Mail me a link instead",
    withPassword: (signIn: ComponentChildren) => <>Rather a password? {signIn}.</>,
    signInWithIt: "Sign in with it",
    enterTitle: "Enter your code",
    enterLead: (to: ComponentChildren) => <>We sent 6 digits to {to}.</>,
    newCode: "A new code is on its way. Only that one counts now.",
    linkLead: (to: ComponentChildren) => (
      <>
        We wrote to {to}. Open the link in that mail where you want to be signed in. In this browser, this
        page comes along.
      </>
    ),
    newLink: "A new mail is on its way. Only its link counts now.",
    startAgain: (again: ComponentChildren) => <>Wrong address, or another way? {again}.</>,
  },
  checkMail: {
    title: "Check your mail",
    lead: (to: ComponentChildren) => (
      <>We wrote to {to}. Open the link in that mail, or enter its code here.</>
    ),
    submit: "Confirm",
    askTitle: "Get a new mail",
    askLead: "Which address did you sign up with? We’ll send a fresh link and code.",
  },
  forgot: {
    title: "Forgot your password?",
    lead: "It happens. Tell us your address, and we’ll send you what it takes to choose a new one.",
    remembered: (signIn: ComponentChildren, without: ComponentChildren) => (
      <>
        Remembered it? {signIn}. Or {without}.
      </>
    ),
    without: "sign in without it",
    sentLead: (to: ComponentChildren) => (
      <>We wrote to {to}. Open the link in that mail, or choose a new password here with its code.</>
    ),
  },
  reset: {
    title: "Choose a new password",
    lead: "It signs you out everywhere. Then you sign in with the new one.",
    submit: "Set the new password",
    busy: "Setting…",
    spent: "If you have set a new password with it, sign in; if not, ask for another link.",
    newLink: "Get a new link",
    doneTitle: "Your password is changed",
    doneLead: "Everybody was signed out, you on your other devices too. Sign in with the new one.",
  },
};
