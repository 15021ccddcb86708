import { client } from "./auth.ts";
import { isChosen } from "./choice.ts";
import { language, speak } from "./words/words.ts";

/** Pages follow the account's language to a browser in which nobody has chosen one. */
export function startAccountLanguage(): void {
  let before = client.state().status;
  client.onChange(({ status }) => {
    const cameIn = before === "signed_out" && status === "signed_in";
    before = status;
    // A courtesy: where it fails, whoever can read this page goes on reading it.
    if (cameIn && !isChosen("language")) follow().catch(() => undefined);
  });
}

async function follow(): Promise<void> {
  const { language: theirs } = await client.preferences();
  if (theirs && theirs !== language()) await speak(theirs);
}
