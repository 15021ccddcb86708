import { navigate } from "./router.ts";
import { say } from "./status.ts";

/** There the service keeps its mail in a mailbox of its own. */
export const IN_DEVELOPMENT = ["localhost", "127.0.0.1"].includes(location.hostname);

export interface SentMail {
  email: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Goes to the page that waits for the mail. The address rides in the history entry, not in the URL. */
export function mailSentTo(email: string, { replace = false } = {}): void {
  navigate("/check-mail", { replace, state: { email, at: Date.now() } satisfies SentMail });
}

export function sentMail(): SentMail | null {
  const { email, at }: Partial<Record<string, unknown>> = history.state ?? {};
  return typeof email === "string" && typeof at === "number" ? { email, at } : null;
}

/** The way in for whoever has just proved an address. */
export function enter(): void {
  navigate("/account", { replace: true });
  say("Your address is confirmed. Welcome in.");
}
