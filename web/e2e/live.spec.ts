import { setTimeout } from "node:timers/promises";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { curtain, newMember, openLine, type Person, signIn, signInAgain, toasts } from "./person.ts";
import { fallAsleep, watchSockets } from "./sockets.ts";

/** What is pushed arrives within this time. */
const AT_ONCE = { timeout: 2_000 };

/** The service under test gives access tokens 5 seconds, and sockets 10 more. */
const PAST_ITS_END_MS = 16_500;

/** A page of somebody who is signed in, whose socket is open. */
async function enter(page: Page, { email, password, name }: Person) {
  const sockets = watchSockets(page);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await sockets.opened(1);
  return sockets;
}

async function anotherTab(context: BrowserContext, { name }: Person): Promise<Page> {
  const tab = await context.newPage();
  const sockets = watchSockets(tab);
  await tab.goto("/account");
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText(name);
  await sockets.opened(1);
  return tab;
}

test("signing out everywhere darkens the other tab at once, which says why and leads back", async ({
  page,
  context,
  member,
}) => {
  await enter(page, member);
  const other = await anotherTab(context, member);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(curtain(other)).toBeVisible(AT_ONCE);
  await expect(other.getByText("You signed out everywhere.")).toBeVisible(AT_ONCE);
  await expect(toasts(page)).toContainText("signed out on every device");
  await expect(page).toHaveURL("/");

  await signInAgain(other, member.email, member.password);
  await expect(other).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Welcome in, ${member.name}`);
});

test("signing out everywhere darkens another browser at once", async ({ page, browser, member }) => {
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await enter(elsewhere, member);
  await enter(page, member);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(curtain(elsewhere)).toBeVisible(AT_ONCE);
  await expect(elsewhere.getByText("You signed out everywhere.")).toBeVisible(AT_ONCE);
  await context.close();
});

test("a new password darkens another browser at once, and not this one", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await enter(elsewhere, member);
  await enter(page, member);
  const line = await openLine(page, "Password");
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByLabel("New password").fill("eleven slow paper lanterns");
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(line.getByText("Your password is changed.")).toBeVisible();
  await expect(curtain(elsewhere)).toBeVisible(AT_ONCE);
  await expect(elsewhere.getByText("Your password was changed on another device.")).toBeVisible(AT_ONCE);
  await signInAgain(elsewhere, member.email, "eleven slow paper lanterns");
  await expect(elsewhere).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await context.close();
});

test("a socket outlives its tokens", async ({ page, member }) => {
  const sockets = await enter(page, member);
  await expect.poll(() => sockets.count("reauth_success"), { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
  expect(sockets.closed()).toBe(0);
});

test("a computer that slept past the end of its token comes back signed in", async ({ page, request }) => {
  const member = await newMember(request);
  const sockets = await enter(page, member);
  await page.getByLabel(/^Name/).fill("Hana M. Mori");
  const wakeUp = await fallAsleep(page);
  await setTimeout(PAST_ITS_END_MS);
  await wakeUp();
  await sockets.opened(2);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hana M. Mori");
});

test("a computer whose session ended while it slept wakes up dark", async ({ page, browser, member }) => {
  await enter(page, member);
  const wakeUp = await fallAsleep(page);
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await signIn(elsewhere, member.email, member.password);
  await elsewhere.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(toasts(elsewhere)).toContainText("signed out on every device");
  await wakeUp();
  await expect(curtain(page)).toBeVisible(AT_ONCE);
  await expect(page.getByText("You signed out everywhere.")).toBeVisible(AT_ONCE);
  await context.close();
});

test("a page that was offline past the end of its token connects again by itself", async ({
  page,
  context,
  member,
}) => {
  const sockets = await enter(page, member);
  await context.setOffline(true);
  await setTimeout(PAST_ITS_END_MS);
  await context.setOffline(false);
  await sockets.opened(2);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
});
