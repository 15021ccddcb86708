import type { Page } from "@playwright/test";
import { PAGE_PATHS } from "../src/routes.ts";
import { expect, test } from "./fixtures.ts";
import { signIn } from "./person.ts";

const ACCESS_COOKIE = "genkan_at";

/** What the page asks the API, and what it complains of in the console. */
function listen(page: Page): { asked: string[]; complaints: string[] } {
  const heard = { asked: [] as string[], complaints: [] as string[] };
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) heard.asked.push(pathname);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.complaints.push(message.text());
  });
  return heard;
}

test("a stranger's pages don't ask who is here, and complain of nothing", async ({ page }) => {
  const heard = listen(page);
  for (const path of PAGE_PATHS) {
    await page.goto(path, { waitUntil: "networkidle" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    // How the service is concerns everybody; who asks, nobody.
    const asked = path === "/status" ? ["/api/status"] : [];
    expect({ path, ...heard, asked: [...new Set(heard.asked)] }).toEqual({ path, asked, complaints: [] });
    heard.asked = [];
  }
});

test("who is signed in is found by cookies alone, in a browser that remembers nothing else", async ({
  page,
  context,
  member,
}) => {
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.evaluate(() => localStorage.clear());
  await context.clearCookies({ name: ACCESS_COOKIE });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Welcome in, ${member.name}`);
});

test("going back to a page from before the sign-in finds who is in by now", async ({ page, member }) => {
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).waitFor();
  await page.goto("/openapi.json");
  const data = { identifier: member.email, password: member.password };
  await page.request.post("/api/auth/login", { data, failOnStatusCode: true });
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Welcome in, ${member.name}`);
});
