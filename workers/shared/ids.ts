import { encodeBase64Url, randomBytes } from "./crypto.ts";

/** Ids are opaque and random (128 bits); the prefix says what they name. */
const PREFIXES = {
  user: "usr_",
  session: "ses_",
  oneTime: "otp_",
  event: "evt_",
  mail: "msg_",
  request: "req_",
  socket: "sok_",
} as const;

export type IdKind = keyof typeof PREFIXES;
export type NewId = (kind: IdKind) => string;

export const ID_BYTES = 16;

export const newId: NewId = (kind) => idOf(kind, randomBytes(ID_BYTES));

/** The id that these 16 bytes spell. */
export function idOf(kind: IdKind, bytes: Uint8Array): string {
  return PREFIXES[kind] + encodeBase64Url(bytes);
}

export function prefixOf(kind: IdKind): string {
  return PREFIXES[kind];
}
