import { GenkanError } from "../client/error.ts";
import { client } from "./auth.ts";
import { leaving } from "./ending.ts";
import { navigate } from "./router.ts";
import { textOf } from "./texts.ts";
import { toast } from "./toast.ts";

export function signOut(): Promise<void> {
  return leave(client.signOut, "You are signed out. See you soon.");
}

export function signOutEverywhere(): Promise<void> {
  return leave(client.signOutEverywhere, "You are signed out on every device.");
}

async function leave(how: () => Promise<void>, words: string): Promise<void> {
  leaving.set(true);
  try {
    await how();
    navigate("/");
    toast(words);
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
