import { getCookie } from "hono/cookie";
import { languageDetector } from "hono/language";
import type { AppContext } from "../shared/http.ts";
import { LANGUAGE_COOKIE, LANGUAGES, type Language } from "../shared/language.ts";

/** The visitor's language: what was chosen in this browser, else what it asks for. */
export const detectLanguage = () =>
  languageDetector({
    order: ["cookie", "header"],
    lookupCookie: LANGUAGE_COOKIE,
    supportedLanguages: [...LANGUAGES],
    fallbackLanguage: LANGUAGES[0],
    caches: false,
  });

/** Null for whoever asks for none, as programs do: what such a visitor makes is in nobody's language yet. */
export function wantedLanguage(c: AppContext): Language | null {
  const asks = getCookie(c, LANGUAGE_COOKIE) ?? c.req.header("accept-language") ?? "*";
  return asks === "*" ? null : c.get("language");
}
