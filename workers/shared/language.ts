/** What pages and mails are written in; the first is for whoever reads none of the others. The web UI reads this file too, so it imports nothing. */
export const LANGUAGES = ["en", "de", "ja"] as const;

export type Language = (typeof LANGUAGES)[number];

/** What somebody has chosen in this browser. A page sets it, so script may read it. */
export const LANGUAGE_COOKIE = "genkan_language";

/** Null for what this release doesn't speak. */
export function languageNamed(text: string | null): Language | null {
  return isLanguage(text) ? text : null;
}

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((known) => known === text);
}
