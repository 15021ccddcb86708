import { languageDetector } from "hono/language";
import { LANGUAGE_COOKIE, LANGUAGES } from "../shared/language.ts";

/** The visitor's language: what was chosen in this browser, else what it asks for. */
export const detectLanguage = () =>
  languageDetector({
    order: ["cookie", "header"],
    lookupCookie: LANGUAGE_COOKIE,
    supportedLanguages: [...LANGUAGES],
    fallbackLanguage: LANGUAGES[0],
    caches: false,
  });
