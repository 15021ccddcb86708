/** A device that somebody used, in the words of its browser. */
const device = {
  unknown: "Unknown device",
  browserOn: (browser: string, os: string) => `${browser} on ${os}`,
  labels: { device: "Device", place: "Place", ip: "IP address", time: "Time" },
};

export const account = {
  device,
  newDevice: {
    subject: (app: string) => `New sign-in to your ${app} account`,
    preheader: "If it wasn’t you, end that session with the link in this mail.",
    heading: "New sign-in to your account",
    intro: (app: string) =>
      `Somebody signed in to your ${app} account on a device that we haven’t seen with it before:`,
    you: "If it was you, there is nothing to do.",
    notYou:
      "If it wasn’t you, tell us. That device is signed out, and we send you a link to choose a new password.",
    button: "This wasn’t me",
    placeIsRough: "The place is worked out from the network and may be some way off.",
  },
  sessionRevoked: {
    subject: (app: string) => `We signed you out of ${app} on one device`,
    preheader: "Somebody may have copied what kept you signed in there.",
    heading: "We signed you out on one device",
    intro: (app: string) =>
      `What kept this device signed in to your ${app} account was used a second time. ` +
      "Somebody may have copied it, so we signed the device out:",
    advice:
      "You can sign in there again. If you don’t know the device, or this happens again, " +
      "choose a new password. That signs everybody out.",
    choose: "Choose a new password",
  },
  phoneChanged: {
    subject: (app: string) => `Your phone number for ${app} was changed`,
    heading: "Your phone number was changed",
    intro: (app: string, number: string) =>
      `The phone number of your ${app} account is now ${number}. If it was you, there is nothing to do.`,
  },
  phoneRemoved: {
    subject: (app: string) => `Your phone number for ${app} was removed`,
    heading: "Your phone number was removed",
    intro: (app: string) =>
      `The phone number of your ${app} account was removed. If it was you, there is nothing to do.`,
  },
  /** Changed or removed. */
  phone: {
    preheader: "If it wasn’t you, choose a new password at once.",
    notYou:
      "If it wasn’t you, choose a new password at once. That signs everybody out. " +
      "Then sign in and look at your phone number.",
    choose: "Choose a new password",
  },
  deletionScheduled: {
    subject: (app: string) => `Your ${app} account will be deleted`,
    preheader: "You can still keep it: sign in before then.",
    heading: "Your account will be deleted",
    intro: (app: string, when: string) =>
      `As you asked, your ${app} account is closed and signed out everywhere. ` +
      `On ${when} it is deleted for good, with all that we have stored about you.`,
    keep: "If you change your mind, or didn’t ask for this, sign in before then:",
    button: "Sign in and keep my account",
    notYou: "If it wasn’t you who asked, choose a new password as well: somebody else can get in.",
  },
};
