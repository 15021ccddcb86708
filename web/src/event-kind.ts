import type { EventType } from "../client/types.ts";

export type EventIcon = "in" | "out" | "try" | "key" | "mail" | "person" | "file" | "shield";

/** What to do if it was somebody else: who may be inside now, who is outside still, who asked for a code, what the operator did. */
export type Advice = "inside" | "outside" | "asked" | "operator";

export interface EventKind {
  icon: EventIcon;
  /** Whether it deserves a look: it is what somebody does who should not be here. */
  isGrave: boolean;
  advice: Advice | null;
}

const calm = (icon: EventIcon, advice: Advice | null = null): EventKind => ({ icon, isGrave: false, advice });
const grave = (icon: EventIcon, advice: Advice): EventKind => ({ icon, isGrave: true, advice });

const KINDS: Record<EventType, EventKind> = {
  sign_up: calm("person"),
  sign_in: calm("in", "inside"),
  sign_in_failed: grave("try", "outside"),
  sign_out: calm("out"),
  session_revoked: calm("out", "inside"),
  refresh_reused: grave("shield", "inside"),
  password_changed: grave("key", "inside"),
  password_reset: grave("key", "inside"),
  email_verified: calm("mail"),
  email_changed: grave("mail", "inside"),
  email_change_undone: grave("mail", "inside"),
  phone_changed: grave("person", "inside"),
  username_changed: calm("person", "inside"),
  code_sent: calm("mail", "asked"),
  link_sent: calm("mail", "asked"),
  account_disabled: grave("shield", "operator"),
  account_enabled: calm("shield"),
  deletion_scheduled: grave("file", "inside"),
  deletion_cancelled: calm("file"),
  exported: grave("file", "inside"),
};

const UNKNOWN: EventKind = calm("file", "inside");

/** A newer service may tell of what this page does not know. */
export function kindOf(type: EventType): EventKind {
  return KINDS[type] ?? UNKNOWN;
}
