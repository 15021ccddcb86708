import { language } from "./words/words.ts";

/** "November 5, 2026 at 9:30 AM" in the reader's language, where the reader is. */
export function dateAndTime(iso: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));
}
