import type { Page } from "@playwright/test";
import type { Person } from "./person.ts";

/** A page, or a state of it that looks different. */
export interface PageView {
  name: string;
  open(page: Page, member: Person): Promise<unknown>;
}

export const at = (name: string, path: string): PageView => ({
  name,
  async open(page) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
  },
});
