import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "../../../workers/shared/language.ts";
import { words as de } from "./de/index.ts";
import { rooms as deRooms } from "./de/rooms.ts";
import { words as en } from "./en/index.ts";
import { rooms as enRooms } from "./en/rooms.ts";
import { words as ja } from "./ja/index.ts";
import { rooms as jaRooms } from "./ja/rooms.ts";
import { PAGE_WORDS } from "./page-words.ts";

const ALL: Record<Language, object> = {
  en: { ...en, ...enRooms, page: PAGE_WORDS.en },
  de: { ...de, ...deRooms, page: PAGE_WORDS.de },
  ja: { ...ja, ...jaRooms, page: PAGE_WORDS.ja },
};

/** What reads the same in both languages, and rightly so. */
const ALIKE = /^(Name|Status|Dark|Genkan|API|JSON|System|Browser|E-Mail|Redis|7 ms)$/;

/** Stands for what a page fills in: each is told from the others, counts like a number, and makes something of words it is given. */
const FILLED = [7, 8, 9].map((value) =>
  Object.assign((words: string) => `${value}${words}`, {
    valueOf: () => value,
    toString: () => String(value),
  }),
);

/** Only choose among their words by what they are given. */
const CHOOSING = ["activity.came", "sessions.endOthersLead"];

function textOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOf).join("");
  if (["string", "number", "function"].includes(typeof node)) return String(node);
  if (node && typeof node === "object" && "props" in node) {
    const { props } = node;
    return props && typeof props === "object" && "children" in props ? textOf(props.children) : "";
  }
  return "";
}

/** Each text by its path, with what it leaves to be filled in. */
function textsOf(words: unknown, path = ""): { path: string; text: string; blanks: number }[] {
  if (typeof words === "string") return [{ path, text: words, blanks: 0 }];
  if (typeof words === "function") {
    const text = textOf(words(...FILLED.slice(0, words.length)));
    return [{ path, text, blanks: words.length }];
  }
  return Object.entries(words ?? {}).flatMap(([key, value]) => textsOf(value, path ? `${path}.${key}` : key));
}

describe.each(LANGUAGES)("what people read in %s", (language) => {
  const texts = textsOf(ALL[language]);

  it("is never empty", () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter(({ text }) => text.trim() === "")).toEqual([]);
  });

  it("says everything that it is given to say", () => {
    const silent = texts.filter(
      ({ path, text, blanks }) =>
        !CHOOSING.includes(path) && FILLED.slice(0, blanks).some((value) => !text.includes(String(value))),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it("uses no straight quotes and no hyphen for a dash", () => {
    expect(texts.filter(({ text }) => /["']| - /.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe.each(LANGUAGES.filter((language) => language !== "en"))("what people read in %s", (language) => {
  it("is not left in English", () => {
    const english = new Map(textsOf(ALL.en).map(({ path, text }) => [path, text]));
    const left = textsOf(ALL[language]).filter(
      ({ path, text }) => english.get(path) === text && !ALIKE.test(text) && /[a-z]/i.test(text),
    );
    expect(left).toEqual([]);
  });
});
