/** How a session began. */
export type SignInMethod = "password" | "email_verification" | "email_otp" | "sms_otp" | "magic_link";

export interface User {
  id: string;
  /** Null for someone who came by phone. */
  email: string | null;
  emailVerified: boolean;
  username: string | null;
  name: string | null;
  phone: string | null;
  phoneVerified: boolean;
  createdAt: string;
}

export interface Device {
  name: string;
  browser: string | null;
  os: string | null;
  kind: "desktop" | "mobile" | "tablet" | "other";
}

/** As far as the platform knows; the country by its code (ISO 3166). */
export interface Location {
  city: string | null;
  country: string | null;
}

export interface Session {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  method: SignInMethod;
  device: Device;
  ip: string | null;
  location: Location | null;
  /** The one that asks. */
  current: boolean;
  /** It has a socket open. */
  online: boolean;
}

export type EventType =
  | "sign_up"
  | "sign_in"
  | "sign_in_failed"
  | "sign_out"
  | "session_revoked"
  | "refresh_reused"
  | "password_changed"
  | "password_reset"
  | "email_verified"
  | "email_changed"
  | "email_change_undone"
  | "phone_changed"
  | "username_changed"
  | "code_sent"
  | "link_sent"
  | "account_disabled"
  | "account_enabled"
  | "deletion_scheduled"
  | "deletion_cancelled"
  | "exported";

/** Something that happened to the account. */
export interface AccountEvent {
  id: string;
  type: EventType;
  at: string;
  ip: string | null;
  /** Null where an operator of the service acted. */
  device: Device | null;
  location: Location | null;
  /** Null where it is about none, or about several. */
  sessionId: string | null;
}

/** From the newest; a page goes on where the one before it ended. */
export interface EventsQuery {
  cursor?: string;
  /** 1 to 100; 20 unless asked. */
  limit?: number;
}

export interface EventsPage {
  events: AccountEvent[];
  /** Null at the end. */
  nextCursor: string | null;
}

export interface SignedIn {
  user: User;
  session: Session;
  newUser?: boolean;
}

export interface LiveSession {
  active: true;
  user: User;
  session: Session;
}

export interface VerificationSent {
  status: "verification_sent";
}

export interface MailSent {
  status: "sent";
}

export interface SignUpInput {
  email: string;
  password: string;
  name?: string;
  username?: string;
}

export interface SignInInput {
  /** An address or a username. */
  identifier: string;
  password: string;
}

/** What a mail carries: the link's token, or the code together with the address it went to. */
export type EmailProof = { token: string } | { email: string; code: string };

/** By which a code leaves. */
export type Channel = "email" | "sms";

/** Where a code goes: an address, or a phone number with its country code. */
export interface CodeRequest {
  channel: Channel;
  to: string;
}

/** A code that was sent: what to give back with it, and the seconds until it ends and until one may ask again. */
export interface Challenge {
  challengeId: string;
  expiresIn: number;
  resendIn: number;
}

export interface CodeProof {
  challengeId: string;
  code: string;
}

export interface PasswordChange {
  /** Left out by an account that has none: it needs a fresh sign-in, or `reauth`, instead. */
  currentPassword?: string;
  newPassword: string;
  /** The other sessions end unless this says otherwise. */
  keepOtherSessions?: boolean;
}

/** The session as it goes on, with new tokens in its cookies. */
export interface SessionRenewed {
  session: Session;
}

export interface DeletionScheduled {
  status: "deletion_scheduled";
  /** Until then any sign-in brings the account back. */
  purgeAt: string;
}

/** All that is stored on a user; no secret is in it. The service may keep more than is named here: give it on whole. */
export interface DataExport {
  exportedAt: string;
  user: Pick<User, "id" | "email" | "username" | "name" | "phone" | "createdAt">;
  password: { isSet: boolean; changedAt: string | null };
  sessions: (Omit<Session, "online"> & { endedAt: string | null; endReason: string | null })[];
  /** Links and codes that were mailed or sent. */
  requests: { purpose: string; to: string | null; createdAt: string; usedAt: string | null }[];
  events: { type: string; at: string }[];
}

export interface ProfileChange {
  /** Empty removes it. */
  name?: string;
  username?: string;
}

export interface Preferences {
  /** What mails and SMS are written in; null: in whatever the browser asks for. */
  language: "en" | "de" | "ja" | null;
}

/** `unknown` until the first answer: a page shows neither face before it. */
export type AuthState =
  | { status: "unknown"; user: null }
  | { status: "signed_out"; user: null }
  | { status: "signed_in"; user: User };
