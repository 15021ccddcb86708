import type { User } from "../client/types.ts";
import { toast } from "./toast.ts";
import { words } from "./words/words.ts";

/** An account that was closed, and will be deleted. */
export interface Departure {
  userId: string;
  /** ISO 8601. */
  purgeAt: string;
}

let departed: string | null = null;

/** Until its owner signs in again here: that brings the account back, which no answer of the service says. */
export function noteDeparture({ userId }: Pick<Departure, "userId">): void {
  departed = userId;
}

export function greetReturning(user: User): void {
  if (user.id !== departed) return;
  departed = null;
  toast(words().shell.restored, "good");
}

/** It rides in the history entry, so that a reload says it again; null where nobody has just left for good. */
export function departureHere(): Departure | null {
  return history.state?.departure ?? null;
}
