import { isLanguage, LANGUAGES, type Language } from "../../../workers/shared/language.ts";
import { keepChoice } from "../choice.ts";
import { createStore, useStore } from "../store.ts";
import type { Words } from "./en/index.ts";

/** Each language is a script of its own, so nobody loads those of others. */
const LOADERS: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import("./en/index.ts"),
  de: () => import("./de/index.ts"),
  ja: () => import("./ja/index.ts"),
};

interface Spoken {
  language: Language;
  words: Words;
}

const spoken = createStore<Spoken | null>(null);

function current(): Spoken {
  const now = spoken.get();
  if (!now) throw new Error("words are loaded before anything is drawn");
  return now;
}

/** Everything that people read. Asked for at each drawing: the language may change under an open page. */
export function words(): Words {
  return current().words;
}

export function language(): Language {
  return current().language;
}

/** For the root of what is drawn: all below it is drawn anew in another language. */
export function useLanguage(): Language | null {
  return useStore(spoken)?.language ?? null;
}

/** The language that the service has found to be the visitor's, and written into the page. */
export function startWords(): Promise<void> {
  const { lang } = document.documentElement;
  return load(isLanguage(lang) ? lang : LANGUAGES[0]);
}

/** From now on, here and in this browser. Rejects where the words can't be fetched; then nothing has changed. */
export async function speak(chosen: Language): Promise<void> {
  await load(chosen);
  keepChoice("language", chosen);
}

async function load(chosen: Language): Promise<void> {
  const { words } = await LOADERS[chosen]();
  document.documentElement.lang = chosen;
  spoken.set({ language: chosen, words });
}
