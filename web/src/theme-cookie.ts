/** What pages may be told to look like. The Worker reads this file too, so it imports nothing. */
export const THEMES = ["light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** Kept in this browser; without it the system decides. */
export const THEME_COOKIE = "genkan_theme";

export function isTheme(text: unknown): text is Theme {
  return THEMES.some((known) => known === text);
}
