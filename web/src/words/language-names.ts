import type { Language } from "../../../workers/shared/language.ts";

/** Each in its own words: whoever looks for theirs may not read this one. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", de: "Deutsch", ja: "日本語" };
