import { normalizeEmail } from "./email-address.ts";
import { usernameKey } from "./username.ts";

/**
 * What somebody signs in with: an address if it has an @, else a username. `key` is the same for all spellings of one
 * identifier; limits count unknown identifiers by it.
 */
export function readIdentifier(text: string): {
  by: { email: string } | { usernameKey: string };
  key: string;
} {
  const trimmed = text.trim();
  if (trimmed.includes("@")) {
    const email = normalizeEmail(trimmed) ?? trimmed.normalize("NFKC").toLowerCase();
    return { by: { email }, key: email };
  }
  const key = usernameKey(trimmed);
  return { by: { usernameKey: key }, key };
}
