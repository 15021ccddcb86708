import type { PageView } from "./page-view.ts";

function typed(name: string, password: string, words: string): PageView {
  return {
    name: `sign-up-${name}`,
    async open(page) {
      await page.goto("/sign-up");
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("main").getByText(words).first().waitFor();
    },
  };
}

/** A password while it is chosen. */
export const GUIDANCE_VIEWS: PageView[] = [
  typed("too-short", "seven", "3 more characters."),
  typed("leaked", "password1", "on a list of leaked passwords"),
  typed("good", "seven quiet stepping stones", "Good: long enough"),
];
