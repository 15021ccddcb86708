import type { Rate } from "../config.ts";
import { type Hits, take } from "../limits/window.ts";
import {
  BAD_FRAMES_MAX,
  EXPIRY_WARNING_MAX_MS,
  FRAME_MAX_BYTES,
  FRAMES_A_MINUTE,
  FRAMES_AT_ONCE,
  FRAMES_REFUSED_MAX,
  FRAMES_RESOLUTION,
  REAUTH_GRACE_MS,
} from "../shared/limits.ts";

/** Whose a socket is. Never changes. */
export interface SocketUser {
  userId: string;
  sessionId: string;
}

/** Until when somebody may listen. Times are epoch milliseconds: all of this is stored with the socket. */
export interface Term {
  expiresAt: number;
  /** Of the token, from its issue: how early to warn. */
  lifetimeMs: number;
}

/** All that a hub knows of a socket. It outlives hibernation in the socket's attachment: small, and no token in it. */
export interface SocketState extends Term {
  id: string;
  /** Null on the stream for the page before sign-in. */
  user: SocketUser | null;
  /** The name of the counter that holds its client's places. */
  client: string;
  warned: boolean;
  bad: number;
  refused: number;
  /** When its frames came, for each rate. */
  frames: readonly Hits[];
  /** LIMIT_SCALE when it was opened. */
  scale: number;
}

export type Arrival = Pick<SocketState, "id" | "user" | "client" | "scale"> & Term;

export function openSocket(arrival: Arrival): SocketState {
  return { ...arrival, warned: false, bad: 0, refused: 0, frames: [] };
}

/** `grace`: only a new token or ticket is listened to. `over`: nothing is. */
export function phaseAt({ expiresAt, user }: SocketState, now: number): "open" | "grace" | "over" {
  if (now < expiresAt) return "open";
  return user !== null && now < expiresAt + REAUTH_GRACE_MS ? "grace" : "over";
}

/** When something is next to be done about a socket, if nothing comes in. */
export function nextDeadline(state: SocketState): number {
  const { expiresAt, lifetimeMs, warned, user } = state;
  if (user === null) return expiresAt;
  if (warned) return expiresAt + REAUTH_GRACE_MS;
  return expiresAt - Math.min(EXPIRY_WARNING_MAX_MS, lifetimeMs / 5);
}

/** What is to be done now. A warning that comes late, within the grace, still helps. */
export function dueAt(state: SocketState, now: number): "close" | "warn" | null {
  if (phaseAt(state, now) === "over") return "close";
  if (now < nextDeadline(state) || state.warned) return null;
  return "warn";
}

/** A new deadline deserves a warning of its own; the same one has had it. */
export function renew(state: SocketState, { expiresAt, lifetimeMs }: Term): SocketState {
  return { ...state, expiresAt, lifetimeMs, warned: state.warned && expiresAt === state.expiresAt };
}

export type Admission = "admitted" | "too_large" | "rate_limited" | "flooding";

/** Whether a frame of so many bytes is read at all. What is refused counts in no rate. */
export function admitFrame(
  state: SocketState,
  bytes: number,
  now: number,
): { state: SocketState; admission: Admission } {
  if (bytes > FRAME_MAX_BYTES) return { state, admission: "too_large" };
  const scaled = ({ max, windowMs }: Rate) => ({ max: max * state.scale, windowMs });
  const rates = [scaled(FRAMES_AT_ONCE), scaled(FRAMES_A_MINUTE)];
  const { taken, waitUntil } = take(state.frames, rates, now, FRAMES_RESOLUTION);
  if (waitUntil === null) return { state: { ...state, frames: taken }, admission: "admitted" };
  const refused = state.refused + 1;
  return {
    state: { ...state, refused },
    admission: refused >= FRAMES_REFUSED_MAX ? "flooding" : "rate_limited",
  };
}

export function countBadFrame(state: SocketState): { state: SocketState; isLast: boolean } {
  const bad = state.bad + 1;
  return { state: { ...state, bad }, isLast: bad >= BAD_FRAMES_MAX };
}
