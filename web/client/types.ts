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

export interface Session {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  method: SignInMethod;
  device: Device;
  ip: string | null;
  location: { city: string | null; country: string | null } | null;
  current: boolean;
  online: boolean;
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
