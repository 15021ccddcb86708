import { isLanguage, LANGUAGES, type Language } from "../../../workers/shared/language.ts";
import { keepChoice } from "../choice.ts";
import { createStore, useStore } from "../store.ts";
import type { Words } from "./en/index.ts";
import type { RoomWords } from "./en/rooms.ts";

interface Loader {
  /** What every visitor meets. */
  words(): Promise<{ words: Words }>;
  /** The rest, with the first page that comes with a script of its own. */
  rooms(): Promise<{ rooms: RoomWords }>;
}

/** Scripts of their own, so nobody loads the words of another language. */
const LOADERS: Record<Language, Loader> = {
  en: { words: () => import("./en/index.ts"), rooms: () => import("./en/rooms.ts") },
  de: { words: () => import("./de/index.ts"), rooms: () => import("./de/rooms.ts") },
  ja: { words: () => import("./ja/index.ts"), rooms: () => import("./ja/rooms.ts") },
};

interface Spoken {
  language: Language;
  words: Words;
  rooms: RoomWords | null;
}

const spoken = createStore<Spoken | null>(null);

function current(): Spoken {
  const now = spoken.get();
  if (!now) throw new Error("words are loaded before anything is drawn");
  return now;
}

/** What people read at the door. Asked for at each drawing: the language may change under an open page. */
export function words(): Words {
  return current().words;
}

/** What people read on pages that come with a script of their own: lazyPage fetches both. */
export function roomWords(): RoomWords {
  const { rooms } = current();
  if (!rooms) throw new Error("the words of a lazy page are loaded with it");
  return rooms;
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
  return want({ language: isLanguage(lang) ? lang : LANGUAGES[0] });
}

export async function loadRoomWords(): Promise<void> {
  if (!current().rooms) await want({ withRooms: true });
}

/** From now on, here and in this browser. Rejects where the words can't be fetched; then nothing has changed. */
export async function speak(chosen: Language): Promise<void> {
  const before = language();
  try {
    await want({ language: chosen });
  } catch (error) {
    wanted = { ...wanted, language: before };
    throw error;
  }
  keepChoice("language", chosen);
}

let wanted: { language: Language; withRooms: boolean } = { language: LANGUAGES[0], withRooms: false };

/** Whoever asks for something while something else is on its way gets both. */
async function want(change: Partial<typeof wanted>): Promise<void> {
  wanted = { ...wanted, ...change };
  for (let aim: typeof wanted | null = null; aim !== wanted; ) {
    aim = wanted;
    const loader = LOADERS[aim.language];
    const [{ words }, rooms] = await Promise.all([loader.words(), aim.withRooms ? loader.rooms() : null]);
    if (aim === wanted) spoken.set({ language: aim.language, words, rooms: rooms?.rooms ?? null });
  }
  document.documentElement.lang = wanted.language;
}
