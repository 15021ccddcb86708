import type { EndReason } from "../client/frame.ts";
import { say } from "./status.ts";
import { createStore, useStore } from "./store.ts";
import { textOfEnding } from "./texts.ts";

/** Why the last session here was ended from elsewhere, until somebody signs in again. */
const ending = createStore<EndReason | null>(null);

export function noteEnding(reason: EndReason): void {
  ending.set(reason);
  // The account page and the way back in have a place for it. This one turns into another, which would go unexplained.
  if (location.pathname === "/") say(textOfEnding(reason));
}

export function forgetEnding(): void {
  ending.set(null);
}

/** In words, or null where nothing of the kind happened. */
export function useEnding(): string | null {
  const reason = useStore(ending);
  return reason && textOfEnding(reason);
}
