import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { fillSignIn, newMember, openLine, type Person, signIn } from "./person.ts";
import { watchSockets } from "./sockets.ts";

/** What is pushed arrives within this time. */
const AT_ONCE = { timeout: 2_000 };

/** The service under test gives access tokens 5 seconds, and sockets 10 more. */
const SLEPT_MS = 16_500;

/** A page of somebody who is signed in, whose socket is open. */
async function enter(page: Page, { email, password, name }: Person) {
  const sockets = watchSockets(page);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await sockets.greeted(1);
  return sockets;
}

async function anotherTab(context: BrowserContext, { name }: Person): Promise<Page> {
  const tab = await context.newPage();
  const sockets = watchSockets(tab);
  await tab.goto("/account");
  await expect(tab.getByRole("heading", { level: 1 })).toHaveText(name);
  await sockets.greeted(1);
  return tab;
}

const dark = (page: Page) => page.getByRole("heading", { name: "You are signed out" });

test("signing out everywhere darkens the other tab at once, which says why and leads back", async ({
  page,
  context,
  member,
}) => {
  await enter(page, member);
  const other = await anotherTab(context, member);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(dark(other)).toBeVisible(AT_ONCE);
  await expect(other.getByText("You signed out everywhere.")).toBeVisible(AT_ONCE);
  await expect(page.getByRole("status").first()).toContainText("signed out on every device");
  await expect(page).toHaveURL("/");

  await other.getByRole("link", { name: "Sign in again" }).click();
  await expect(other).toHaveURL("/sign-in?next=%2Faccount");
  await expect(other.getByText("You signed out everywhere.")).toBeVisible();
  await fillSignIn(other, member.email, member.password);
  await expect(other).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Welcome in, ${member.name}`);
});

test("signing out everywhere darkens another browser at once", async ({ page, browser, member }) => {
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await enter(elsewhere, member);
  await enter(page, member);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(dark(elsewhere)).toBeVisible(AT_ONCE);
  await expect(elsewhere.getByText("You signed out everywhere.")).toBeVisible(AT_ONCE);
  await expect(elsewhere.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
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
  await expect(dark(elsewhere)).toBeVisible(AT_ONCE);
  await expect(elsewhere.getByText("Your password was changed on another device.")).toBeVisible(AT_ONCE);
  await elsewhere.getByRole("link", { name: "Sign in again" }).click();
  await fillSignIn(elsewhere, member.email, "eleven slow paper lanterns");
  await expect(elsewhere).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await context.close();
});

test("a socket outlives its tokens", async ({ page, member }) => {
  const sockets = await enter(page, member);
  await expect
    .poll(() => sockets.frames.filter((type) => type === "reauth_success").length, {
      timeout: 20_000,
    })
    .toBeGreaterThanOrEqual(2);
  expect(sockets.closed()).toBe(0);
});

test("a computer that slept past the end of its token comes back signed in", async ({
  page,
  context,
  request,
}) => {
  const member = await newMember(request);
  const sockets = await enter(page, member);
  await page.getByLabel(/^Name/).fill("Hana M. Mori");
  const devtools = await context.newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  await page.waitForTimeout(SLEPT_MS);
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await sockets.greeted(2);
  await expect(page.getByLabel(/^Name/)).toHaveValue("Hana M. Mori");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
});
