import type { ComponentChildren } from "preact";

export const mishaps = {
  ended: {
    title: "You are signed out",
    why: "This session has ended, here or from another tab or device.",
    kept: "What you typed is still here. Sign in, and go on where you were.",
    meaning:
      "A session is how this browser is let in without asking each time. Only that has ended: your account, and all that is in it, is as it was.",
    reasonsHeading: "Why a session ends",
    reasons: [
      "You signed out, in another tab or everywhere at once.",
      "You ended it from another device.",
      "Your password or your email address was changed.",
      "Nobody used it for some days, or it reached the greatest age that one may have.",
      "You signed in on so many devices that the oldest had to make room.",
      "Your account was closed.",
    ],
    none: (choose: ComponentChildren) => <>None of these sounds right? {choose}. That signs everybody out.</>,
    newPassword: "Choose a new password",
  },
  hmm: {
    title: "Hmm",
    saw: "What we saw",
    did: "What we did",
    now: "What to do now",
    signIn: "Sign in",
    newPassword: "Choose a new password",
    about: {
      reuse: {
        heading: "Hmm. One key, two hands.",
        saw: "The key of your session came back to us after it had been exchanged for a new one. A restored backup or a copied browser can do that. So can somebody who took a copy of it.",
        did: "We ended this session for everybody who held its key. Your other sessions go on.",
        now: "Sign in. Then look through your devices and what happened lately. If you can’t explain it, choose a new password: that signs everybody out.",
      },
      disowned: {
        heading: "Hmm. Somebody said this wasn’t them.",
        saw: "We had mailed the owner of the account about this sign-in. From that mail came the answer: “This wasn’t me.”",
        did: "We ended this session at once, and mailed a link to choose a new password.",
        now: "Was it you who pressed that button? Then open our mail and choose the new password. If this sign-in was yours all the same, sign in again.",
      },
      account_disabled: {
        heading: "Hmm. This account is closed for now.",
        saw: "Whoever runs this service has disabled the account.",
        did: "We ended its sessions, and let nobody in. Nothing in it was deleted.",
        now: "Ask whoever runs this service for the reason. When they enable the account again, all is as it was.",
      },
      csrf_rejected: {
        heading: "Hmm. That came from somewhere else.",
        saw: "Your browser told us that a request was made by another site. No other site may act in your name here.",
        did: "We refused it. Nothing was changed, and whoever was signed in still is.",
        now: "Open this site at its own address, in a tab of its own, and try again. If that doesn’t help, an extension or a proxy may be in between.",
      },
      other: {
        heading: "Hmm. Something looked unusual.",
        saw: "A request or a session didn’t look as it should. From here we can’t tell any more which.",
        did: "In doubt we would rather shut a door too many. The most it costs you is signing in again.",
        now: "Sign in, and look through your devices and what happened lately. If anything there isn’t yours, choose a new password.",
      },
    },
  },
  oops: {
    title: "Oops",
    heading: "Oops. That was us.",
    lead: "A fault of ours has stopped this page. It was nothing you did, and whatever you had saved is still there.",
    mention: "If you report it, mention this:",
    again: "Try again",
    entrance: "To the entrance",
    status: "See how the service is doing",
  },
};
