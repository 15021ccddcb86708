import type { EndReason } from "../client/frame.ts";
import { navigate } from "./router.ts";
import { createStore, useStore } from "./store.ts";
import { explanationOf, suspicionOf } from "./suspicion.ts";
import { textOfEnding } from "./texts.ts";
import { toast } from "./toast.ts";

/** Why the last session here was ended from elsewhere, until somebody signs in again. */
const ending = createStore<EndReason | null>(null);

/** Whoever leaves here of their own will is shown no ended session on the way out. */
export const leaving = createStore(false);

export function noteEnding(reason: EndReason): void {
  ending.set(reason);
  // The rooms of the account and the way back in have a place for it. The home page turns into another, which would go unexplained.
  if (location.pathname !== "/") return;
  const suspicion = suspicionOf(reason);
  if (suspicion) navigate(explanationOf(suspicion));
  else toast(textOfEnding(reason));
}

export function forgetEnding(): void {
  ending.set(null);
  leaving.set(false);
}

export function useEndReason(): EndReason | null {
  return useStore(ending);
}

/** In words, or null where nothing of the kind happened. */
export function useEnding(): string | null {
  const reason = useEndReason();
  return reason && textOfEnding(reason);
}
