import type { Challenge, Channel } from "../client/types.ts";
import { navigate } from "./router.ts";

interface SentBase {
  to: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** What somebody waits for who signs in without a password. */
export type SentWay =
  | (SentBase & { way: "link" })
  | (SentBase & { way: "code"; channel: Channel; challenge: Challenge });

/** Goes to the page that waits for it. It rides in the history entry: there is nothing in it that lets anybody in. */
export function waitFor(sent: SentWay, { replace = false } = {}): void {
  navigate(`/sign-in/code${location.search}`, { replace, state: { sent } });
}

export function sentWay(): SentWay | null {
  return history.state?.sent ?? null;
}
