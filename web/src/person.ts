import type { SignedIn, User } from "../client/types.ts";
import { words } from "./words/words.ts";

/** What to call somebody. */
export function nameOf(user: User): string {
  return user.name ?? user.username ?? user.email ?? user.phone ?? words().shell.friend;
}

/** For whoever came in without a password: that may have made the account. */
export function welcome({ newUser }: SignedIn): string {
  const { waysIn } = words();
  return newUser ? waysIn.welcomeNew : waysIn.welcome;
}
