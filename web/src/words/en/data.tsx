import type { ComponentChildren } from "preact";

export const data = {
  title: "Your data",
  lead: "What is kept here belongs to you: take a copy, or take your leave.",
  copy: {
    heading: "A copy for you",
    aside:
      "All that is stored about you, in one file that you and other programs can read. There is no password and no key in it. It is put together in this browser and goes nowhere else.",
    gather: "Gather my data",
    gathering: "Gathering…",
    ready: "Here is what we found",
    save: (size: string) => `Save the file (${size})`,
    again: "Gather anew",
    care: "It says a lot about you. Keep it where only you can read it.",
    profile: "Profile",
    nothing: "Nothing but the account itself",
    since: (day: string) => `Here since ${day}`,
    password: "Password",
    passwordSet: (day: string | null) =>
      `${day ? `Set on ${day}.` : "Set."} The file says so, and not what it is.`,
    passwordNone: "None is set.",
    sessions: "Sessions",
    sessionsFound: (open: number, ended: number) =>
      `${open} open, ${ended} that ended lately: device, place and times of each.`,
    requests: "Links and codes",
    requestsFound: (count: number) =>
      count === 0
        ? "None that was sent to you lately."
        : `${count} that ${count === 1 ? "was" : "were"} sent to you: what for and when, not the code itself.`,
    events: "Activity",
    eventsFound: (count: number, since: string | null) =>
      `${count} ${count === 1 ? "entry" : "entries"}${since ? ` since ${since}` : ""}: sign-ins, failed tries and changes.`,
  },
  proof: {
    missing: "Enter your password, or have a code sent to you.",
    or: "Or without the password:",
  },
  leaving: {
    heading: "Leaving for good",
    steps: [
      ["At once", "Your account closes, and you are signed out on all your devices."],
      ["For some days", "Nothing is lost yet. Sign in, and all is as it was. We tell you until which day."],
      [
        "After that",
        "Everything that is stored about you is deleted. Then nobody can bring it back, not even we.",
      ],
    ],
    copyFirst: "Would you like to keep a copy?",
    toCopy: "Gather your data first",
    begin: "Delete my account…",
    title: "Delete your account?",
    lead: (name: ComponentChildren) => (
      <>The account of {name} closes now, on every device. For some days, signing in brings it back.</>
    ),
    confirm: "Delete my account",
    deleting: "Deleting…",
    keep: "Keep my account",
  },
  goodbye: {
    title: "Goodbye",
    heading: "Goodbye, and thank you for staying with us.",
    lead: (time: ComponentChildren) => (
      <>
        Your account is closed, and you are signed out everywhere. On {time} it goes for good, with everything
        that is stored about you.
      </>
    ),
    changedMind: "Changed your mind? The door stays on the latch: sign in before then, and all is as it was.",
    back: "Sign in and keep my account",
    entrance: "To the entrance",
    nobody: "Nobody is leaving",
    nobodyLead:
      "Here we say goodbye to those who delete their account. If you just did: until the day that we told you, signing in brings it back.",
    signIn: "Sign in",
  },
};
