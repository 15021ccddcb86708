import { GenkanError } from "../client/error.ts";
import { client } from "./auth.ts";
import { navigate } from "./router.ts";
import { say } from "./status.ts";
import { textOf } from "./texts.ts";

export function signOut(): Promise<void> {
  return leave(client.signOut, "You are signed out. See you soon.");
}

export function signOutEverywhere(): Promise<void> {
  return leave(client.signOutEverywhere, "You are signed out on every device.");
}

async function leave(how: () => Promise<void>, words: string): Promise<void> {
  try {
    await how();
    navigate("/");
    say(words);
  } catch (error) {
    if (!(error instanceof GenkanError)) throw error;
    say(textOf(error));
  }
}

/** Goes to the page that says when the account is deleted; a reload says it again. */
export function accountLeft(purgeAt: string): void {
  navigate("/account", { replace: true, state: { purgeAt } });
}

/** ISO 8601, or null where nobody has just left for good. */
export function purgeTime(): string | null {
  const { purgeAt }: Partial<Record<string, unknown>> = history.state ?? {};
  return typeof purgeAt === "string" ? purgeAt : null;
}
