import type { ComponentChildren } from "preact";
import type { EventType } from "../../../client/types.ts";

const types: Record<EventType, string> = {
  sign_up: "Account created",
  sign_in: "Signed in",
  sign_in_failed: "A failed try to sign in",
  sign_out: "Signed out",
  session_revoked: "A session was ended",
  refresh_reused: "A session may have been copied",
  password_changed: "Password changed",
  password_reset: "Password reset by mail",
  email_verified: "Email address confirmed",
  email_changed: "Email address changed",
  email_change_undone: "Change of the email address undone",
  phone_changed: "Phone number changed",
  username_changed: "Username changed",
  code_sent: "A code was sent",
  link_sent: "A link was mailed",
  account_disabled: "Account disabled",
  account_enabled: "Account enabled again",
  deletion_scheduled: "Deletion of the account asked for",
  deletion_cancelled: "Deletion of the account called off",
  exported: "Data exported",
};

export const activity = {
  lead: "What happened to your account, the newest first.",
  today: "Today",
  yesterday: "Yesterday",
  types,
  otherType: "Something happened that this page has no words for",
  failures: (count: number) => `${count} failed tries to sign in`,
  sessionsEnded: "Sessions were ended",
  notes: { refresh_reused: "It was used in two places at once, so it was ended to be safe." },
  byOperator: "By those who run this service",
  fromTo: (from: ComponentChildren, to: ComponentChildren) => (
    <>
      {from} to {to}
    </>
  ),
  look: "Worth a look",
  notMe: "This wasn’t me?",
  inside: {
    text: "Then somebody else may be in your account. Do these two things now:",
    devices: "End the sessions you don’t know",
    password: "Choose a new password",
  },
  outside: "Nobody got in by this. If it keeps happening, choose a password that you use nowhere else.",
  asked: "Somebody typed your address or number. Without what we sent, they don’t get in: give it to nobody.",
  operator: "Ask those who run this service why.",
  more: "Show more",
  loadingMore: "Looking…",
  came: (count: number, isAll: boolean) => `${count} more.${isAll ? " That is all." : ""}`,
  end: "That is all.",
  empty: { title: "Nothing yet", text: "What happens to your account will be written down here." },
};
