import { GenkanError } from "../client/error.ts";
import { client } from "./auth.ts";
import { leaving } from "./ending.ts";
import { navigate } from "./router.ts";
import { textOf } from "./texts.ts";
import { toast } from "./toast.ts";
import { words } from "./words/words.ts";

export function signOut(): Promise<void> {
  return leave(client.signOut, words().shell.signedOut);
}

export function signOutEverywhere(): Promise<void> {
  return leave(client.signOutEverywhere, words().shell.signedOutEverywhere);
}

async function leave(how: () => Promise<void>, text: string): Promise<void> {
  leaving.set(true);
  try {
    await how();
    navigate("/");
    toast(text, "good");
  } catch (error) {
    if (!(error instanceof GenkanError)) throw error;
    leaving.set(false);
    toast(textOf(error), "wrong");
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
