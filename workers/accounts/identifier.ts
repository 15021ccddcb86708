import { normalizeEmail } from "./email-address.ts";
import { isUsername, usernameKey } from "./username.ts";

/** Neither an address nor a username: looked up all the same, so that time doesn't tell. */
const NOBODY = "";

/**
 * What somebody signs in with: an address if it has an @, else a username. `key` is the same for all spellings of one
 * identifier; limits count unknown identifiers by it.
 */
export function readIdentifier(text: string): {
  by: { email: string } | { usernameKey: string };
  key: string;
} {
  const trimmed = text.trim();
  // A look-alike (full-width letters, a Kelvin K) shares the counter of what it looks like, and finds nobody.
  const key = trimmed.normalize("NFKC").toLowerCase();
  if (trimmed.includes("@")) {
    const email = normalizeEmail(trimmed);
    return { by: { email: email ?? NOBODY }, key: email ?? key };
  }
  return { by: { usernameKey: isUsername(trimmed) ? usernameKey(trimmed) : NOBODY }, key };
}
