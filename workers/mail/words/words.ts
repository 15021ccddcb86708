import type { Language } from "../../shared/language.ts";
import { words as de } from "./de/index.ts";
import { words as en } from "./en/index.ts";
import { words as ja } from "./ja/index.ts";

/** Everything that people read in mails and SMS: English says what there is, and the compiler asks the others for all of it. */
export type Words = typeof en;

export const WORDS: Record<Language, Words> = { en, de, ja };
