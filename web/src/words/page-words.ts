import type { Language } from "../../../workers/shared/language.ts";

/** What a page says before any script runs, or where none does. The build writes it into the page of each language. */
export const PAGE_WORDS: Record<Language, { description: string; noScript: string; stalled: string }> = {
  en: {
    description: "The entrance hall of your app: sign up, sign in, and stay in.",
    noScript: "This page needs JavaScript to sign you in.",
    stalled: "This page didn’t arrive whole. Check your connection, then reload it.",
  },
  de: {
    description: "Die Eingangshalle deiner App: registrieren, anmelden, angemeldet bleiben.",
    noScript: "Diese Seite braucht JavaScript, um dich anzumelden.",
    stalled: "Diese Seite ist nicht ganz angekommen. Prüfe deine Verbindung und lade sie neu.",
  },
  ja: {
    description: "あなたのアプリの玄関。登録もログインも、ここから。",
    noScript: "ログインするには、JavaScriptを有効にしてください。",
    stalled: "ページを読み込めませんでした。接続を確認して、再読み込みしてください。",
  },
};
