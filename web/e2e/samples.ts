import type { AccountEvent, Device, EventType, Session } from "../client/types.ts";

const MINUTE = 60_000;

export const DEVICES = {
  firefox: { name: "Firefox on Windows", browser: "Firefox", os: "Windows", kind: "desktop" },
  phone: { name: "iPhone", browser: "Mobile Safari", os: "iOS", kind: "mobile" },
  tablet: { name: "iPad", browser: "Mobile Safari", os: "iOS", kind: "tablet" },
  unknown: { name: "Unknown device", browser: null, os: null, kind: "other" },
  long: {
    name: "Galaxy-Tab-S9-Ultra-Sonderausgabe-mit-einem-Namen-der-nicht-enden-will",
    browser: "Samsung Internet",
    os: "Android",
    kind: "tablet",
  },
} satisfies Record<string, Device>;

/** So long ago. */
export function ago(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE).toISOString();
}

export function session(id: string, more: Partial<Session> = {}): Session {
  return {
    id: `ses_${id}`,
    createdAt: ago(3_000),
    lastSeenAt: ago(3),
    expiresAt: ago(-9_000),
    method: "password",
    device: DEVICES.firefox,
    ip: "203.0.113.5",
    location: { city: "Osaka", country: "JP" },
    current: false,
    online: false,
    ...more,
  };
}

/** This one and nine others, of every kind there is. */
export function tenSessions(): Session[] {
  const { phone, tablet, unknown, long } = DEVICES;
  return [
    session("0", { current: true, online: true, createdAt: ago(1) }),
    session("1", { device: phone, online: true, method: "magic_link" }),
    session("2", { device: tablet, ip: "2001:db8:85a3:8d3:1319:8a2e:370:7348", lastSeenAt: ago(90) }),
    session("3", { device: unknown, ip: null, location: null, lastSeenAt: ago(4_000) }),
    session("4", { device: long, location: { city: null, country: "DE" }, method: "sms_otp" }),
    session("5", { location: { city: null, country: "T1" }, ip: "198.51.100.7" }),
    session("6", { device: phone, method: "email_otp" }),
    session("7", { location: { city: "Llanfairpwllgwyngyll", country: "GB" }, online: true }),
    session("8", { method: "email_verification" }),
    session("9", { lastSeenAt: ago(0) }),
  ];
}

let count = 0;

export function event(type: EventType, minutes: number, more: Partial<AccountEvent> = {}): AccountEvent {
  count += 1;
  return {
    id: `evt_${count}`,
    type,
    at: ago(minutes),
    ip: "203.0.113.5",
    device: DEVICES.firefox,
    location: { city: "Osaka", country: "JP" },
    sessionId: "ses_1",
    ...more,
  };
}

export const ALL_TYPES: EventType[] = [
  "sign_in",
  "sign_in_failed",
  "sign_out",
  "session_revoked",
  "refresh_reused",
  "password_changed",
  "password_reset",
  "email_changed",
  "email_change_undone",
  "phone_changed",
  "username_changed",
  "code_sent",
  "link_sent",
  "account_disabled",
  "account_enabled",
  "deletion_scheduled",
  "deletion_cancelled",
  "exported",
  "email_verified",
  "sign_up",
];
