import { keepChoice } from "./choice.ts";
import { createStore, useStore } from "./store.ts";
import { isTheme, type Theme } from "./theme-cookie.ts";

/** Null: as the system has it. The Worker has written the choice into the page, so there is no flash of the other. */
const chosen = createStore<Theme | null>(themeOfPage());

function themeOfPage(): Theme | null {
  const { theme } = document.documentElement.dataset;
  return isTheme(theme) ? theme : null;
}

export function useTheme(): Theme | null {
  return useStore(chosen);
}

export function chooseTheme(theme: Theme | null): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  keepChoice("theme", theme);
  chosen.set(theme);
  paintBrowser();
}

/** The browser's own bars take the colour of the page. */
export function paintBrowser(): void {
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    meta.removeAttribute("media");
    meta.content = paper;
  }
}
