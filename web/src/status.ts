import { createStore, useStore } from "./store.ts";

const said = createStore("");

/** What has just happened, for everyone: shown above the page and read out, until the next page. */
export function say(text: string): void {
  // The same words twice in a row would not be read again.
  said.set(text !== "" && said.get() === text ? `${text}\u00a0` : text);
}

export function useStatus(): string {
  return useStore(said);
}
