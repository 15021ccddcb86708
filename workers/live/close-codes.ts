/** Why the server closes a socket (CONTRACT section 6). Codes from 4000 on are ours (RFC 6455 section 7.4.2). */
export const CLOSE = {
  /** It has been open long enough: connect anew. */
  goingAway: 1001,
  policy: 1008,
  tooLarge: 1009,
  /** Nothing the client did: connect anew, after a while. */
  tryAgain: 1012,
  tokenExpired: 4401,
  revoked: 4403,
  flooding: 4429,
} as const;

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];

/** These stand for what a peer did not say; no frame may carry them (RFC 6455 section 7.4.1). */
const UNSAID = new Set([1004, 1005, 1006, 1015]);

/** With what to answer a peer's Close: its own code, or none where there was none. */
export function replyTo(code: number): number | undefined {
  return UNSAID.has(code) ? undefined : code;
}
