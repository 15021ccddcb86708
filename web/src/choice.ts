import { LANGUAGE_COOKIE } from "../../workers/shared/language.ts";
import { THEME_COOKIE } from "./theme-cookie.ts";

const NAMES = { language: LANGUAGE_COOKIE, theme: THEME_COOKIE };

/** Browsers keep none for longer. */
const MAX_AGE_SECONDS = 400 * 86_400;

/** Remembers how somebody wants the pages of this site: a cookie, so that the very first byte of the next one is right. */
export function keepChoice(what: keyof typeof NAMES, value: string | null): void {
  const age = value === null ? 0 : MAX_AGE_SECONDS;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is missing in browsers that people use.
  document.cookie = `${NAMES[what]}=${value ?? ""}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}

export function isChosen(what: keyof typeof NAMES): boolean {
  return document.cookie.split("; ").some((pair) => pair.startsWith(`${NAMES[what]}=`));
}
