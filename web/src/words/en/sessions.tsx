import type { ComponentChildren } from "preact";

export const sessions = {
  lead: "Everywhere you are signed in, as it is this very moment.",
  thisOne: "This one",
  others: "Other devices",
  hereNow: "Here now",
  lastSeen: (ago: ComponentChildren) => <>Last seen {ago}</>,
  browser: "Browser",
  place: "Place",
  address: "Address",
  begun: "Signed in",
  methods: {
    password: "with a password",
    email_verification: "by confirming an address",
    email_otp: "with a code by mail",
    sms_otp: "with a code by text message",
    magic_link: "with a link by mail",
  },
  otherMethod: "in another way",
  end: "End",
  ending: "Ending…",
  ended: (device: string) => `Ended: ${device}`,
  newDevice: (device: string) => `A new device: ${device}`,
  gone: (device: string) => `No longer signed in: ${device}`,
  signOutHere: "Sign out here",
  endOthers: "End all others",
  endOthersTitle: (count: number) =>
    count === 1 ? "End the other session?" : `End all ${count} other sessions?`,
  endOthersLead: (count: number): string =>
    count === 1
      ? "That device is signed out at once. You stay signed in here."
      : "Those devices are signed out at once. You stay signed in here.",
  endOthersNow: (count: number) => (count === 1 ? "End it" : `End ${count} sessions`),
  othersEnded: (count: number) => (count === 1 ? "The other session has ended." : `${count} sessions ended.`),
  cancel: "Cancel",
  alone: {
    title: "Only you, only here",
    text: "You are signed in on no other device. When you sign in on one, it appears here by itself.",
  },
  stale: "This list may not be the newest.",
  unknownOnes: "Something you don’t know?",
  unknownOnesText: (activity: (text: string) => ComponentChildren) => (
    <>End it here, then see {activity("what happened to your account")}.</>
  ),
  everywhere: "Everywhere",
  everywhereText: "Ends every session you have, on all your devices, this one included.",
  signOutEverywhere: "Sign out everywhere",
  /** On the account's own page. */
  link: "See every device you are signed in on",
};
