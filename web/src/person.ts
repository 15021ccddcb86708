import type { User } from "../client/types.ts";

/** What to call somebody. */
export function nameOf(user: User): string {
  return user.name ?? user.username ?? user.email ?? user.phone ?? "friend";
}
