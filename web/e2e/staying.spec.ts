import type { BrowserContext } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { newMember, signIn, toasts } from "./person.ts";

/** The service under test gives access tokens 5 seconds. */
const EXPIRED_MS = 6_500;

/** Their sockets, which renew a token ahead of its end, say nothing to these tabs: some networks let none through. */
async function silenceSockets(context: BrowserContext): Promise<void> {
  await context.routeWebSocket("**/ws", () => undefined);
}

function countRefreshes(context: BrowserContext): { statuses: number[] } {
  const seen = { statuses: [] as number[] };
  context.on("response", (response) => {
    if (response.url().endsWith("/api/auth/refresh")) seen.statuses.push(response.status());
  });
  return seen;
}

test("an access token that expires goes unnoticed", async ({ page, context, request }) => {
  const member = await newMember(request);
  await silenceSockets(context);
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  const refreshes = countRefreshes(context);
  await page.waitForTimeout(EXPIRED_MS);
  await page.getByLabel(/^Name/).fill("Hana M. Mori");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "Genkan" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Welcome in");
  await expect.poll(() => refreshes.statuses).toEqual([200]);
});

test("two tabs that wake up at once refresh once and both stay in", async ({ page, context, member }) => {
  await silenceSockets(context);
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  const other = await context.newPage();
  await other.goto("/account");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await page.waitForTimeout(EXPIRED_MS);
  const refreshes = countRefreshes(context);
  await Promise.all([page.reload(), other.reload()]);
  for (const tab of [page, other]) {
    await expect(tab.getByRole("heading", { level: 1 })).toHaveText(member.name);
    await expect(tab.getByRole("heading", { name: "Ways in" })).toBeVisible();
  }
  await expect.poll(() => refreshes.statuses).toEqual([200]);
});

test("every tab learns of a sign-in and of a sign-out", async ({ page, context, member }) => {
  const other = await context.newPage();
  await other.goto("/");
  await expect(other.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await signIn(page, member.email, member.password);
  await expect(other.getByRole("heading", { level: 1 })).toContainText(`Welcome in, ${member.name}`);
  await other.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeFocused();
});

test("signing out everywhere ends the session in another browser", async ({ page, browser, member }) => {
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await signIn(elsewhere, member.email, member.password);
  await expect(elsewhere).toHaveURL("/account");
  await signIn(page, member.email, member.password);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(toasts(page)).toContainText("signed out on every device");
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL("/sign-in?next=%2Faccount");
  await context.close();
});

test("a service that is down while the token expires signs nobody out", async ({ page, member }) => {
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.route("**/api/**", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "unavailable", status: 503, title: "down" }),
    }),
  );
  await page.reload();
  await expect(page.getByRole("alert").first()).toContainText("The service is busy");
  await page.unroute("**/api/**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
});
