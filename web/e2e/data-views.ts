import type { Page } from "@playwright/test";
import { at, type PageView } from "./page-view.ts";
import { openData } from "./person.ts";

function dataWith(name: string, more: (page: Page) => Promise<unknown>): PageView {
  return {
    name,
    async open(page, { email, password }) {
      await openData(page, email, password);
      await more(page);
    },
  };
}

/** What is kept on somebody, and the way out. */
export const DATA_VIEWS: PageView[] = [
  dataWith("data", async () => undefined),
  dataWith("data-found", async (page) => {
    await page.getByRole("button", { name: "Gather my data" }).click();
    await page.getByRole("link", { name: "Save the file" }).waitFor();
  }),
  dataWith("data-proof", async (page) => {
    const problem = { code: "reauth_required", status: 403, title: "Sign in again" };
    await page.route("**/api/me/export", (route) => route.fulfill({ status: 403, json: problem }));
    await page.getByRole("button", { name: "Gather my data" }).click();
    await page.getByRole("button", { name: "Confirm and go on" }).click();
    await page.getByText("Enter your password, or").scrollIntoViewIfNeeded();
  }),
  dataWith("data-trouble", async (page) => {
    const problem = {
      code: "internal",
      status: 500,
      title: "Our fault",
      requestId: "req_0123456789abcdefghijkl",
    };
    await page.route("**/api/me/export", (route) => route.fulfill({ status: 500, json: problem }));
    await page.getByRole("button", { name: "Gather my data" }).click();
    await page.getByRole("alert").waitFor();
  }),
  dataWith("data-delete", async (page) => {
    await page.getByRole("button", { name: "Delete my account…" }).click();
    await page.getByRole("dialog", { name: "Delete your account?" }).waitFor();
  }),
  dataWith("goodbye", async (page) => {
    const answer = { status: "deletion_scheduled", purgeAt: "2030-01-08T09:30:00.000Z" };
    await page.route("**/api/me", (route) => route.fulfill({ status: 202, json: answer }));
    await page.getByRole("button", { name: "Delete my account…" }).click();
    await page.getByRole("button", { name: "Delete my account", exact: true }).click();
    await page.getByRole("heading", { name: "Goodbye" }).waitFor();
  }),
  at("goodbye-nobody", "/goodbye"),
];
