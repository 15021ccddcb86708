import { GenkanError } from "../client/error.ts";
import { client } from "./auth.ts";
import { noteDeparture } from "./departure.ts";
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

/** Closes the account, and goes to the page that says when it is deleted. Throws what the service refuses. */
export async function leaveForGood(userId: string, password: string | undefined): Promise<void> {
  leaving.set(true);
  try {
    const { purgeAt } = await client.deleteAccount(password);
    const departure = { userId, purgeAt };
    noteDeparture(departure);
    navigate("/goodbye", { replace: true, state: { departure } });
  } catch (error) {
    leaving.set(false);
    throw error;
  }
}
