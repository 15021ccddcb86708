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
