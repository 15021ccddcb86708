import { navigate } from "./router.ts";
import type { PagePath } from "./routes.ts";
import { toast } from "./toast.ts";
import { words } from "./words/words.ts";

/** There the service keeps its mail in a mailbox of its own. */
export const IN_DEVELOPMENT = ["localhost", "127.0.0.1"].includes(location.hostname);

export interface SentMail {
  email: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface MailWait {
  page?: PagePath;
  replace?: boolean;
}

/** Goes to a page that waits for the mail. The address rides in the history entry, not in the URL. */
export function mailSentTo(email: string, { page = "/check-mail", replace = false }: MailWait = {}): void {
  navigate(page, { replace, state: { email, at: Date.now() } satisfies SentMail });
}

export function sentMail(): SentMail | null {
  const { email, at }: Partial<Record<string, unknown>> = history.state ?? {};
  return typeof email === "string" && typeof at === "number" ? { email, at } : null;
}

/** The way in for whoever has just proved an address. */
export function enter(text = words().waysIn.welcomeConfirmed): void {
  navigate("/account", { replace: true });
  toast(text, "good");
}
