import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { codeFor, linkTo } from "./mailbox.ts";
import {
  curtain,
  enterByCode,
  fillSignIn,
  newMember,
  newPerson,
  openData,
  signIn,
  signInAgain,
  toasts,
} from "./person.ts";
import { watchSockets } from "./sockets.ts";

/** The service under test wants a sign-in or a proof that is younger than 10 seconds. */
const STALE_MS = 10_500;

const askToDelete = (page: Page) => page.getByRole("button", { name: "Delete my account…" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Delete your account?" });

test("an account is deleted, and comes back by signing in", async ({ page, request, context }) => {
  const member = await newMember(request);
  await openData(page, member.email, member.password);
  const other = await context.newPage();
  await other.goto("/account");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(member.name);

  await askToDelete(page).click();
  await expect(dialog(page).getByRole("heading")).toBeFocused();
  const confirm = dialog(page).getByRole("button", { name: "Delete my account" });
  await confirm.click();
  await expect(page.getByRole("alert")).toHaveText("Enter your current password.");
  await dialog(page)
    .getByLabel(/^Current password/)
    .fill("not the password");
  await confirm.click();
  await expect(page.getByRole("alert")).toContainText("That isn’t your current password");
  await dialog(page)
    .getByLabel(/^Current password/)
    .fill(member.password);
  await confirm.click();

  await expect(page).toHaveURL("/goodbye");
  await expect(page.getByRole("heading", { name: "Goodbye" })).toBeFocused();
  const day = new Date(Date.now() + 7 * 86_400_000);
  await expect(page.locator(".lead time")).toHaveAttribute(
    "datetime",
    new RegExp(`^${day.toISOString().slice(0, 10)}T`),
  );
  await expect(curtain(other)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Goodbye" })).toBeVisible();

  await page.getByRole("link", { name: "Sign in and keep my account" }).click();
  await fillSignIn(page, member.email, member.password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await expect(page.getByLabel("Username")).toHaveValue(member.username);
  await expect(toasts(page)).toContainText("Your account is back.");
  await page.goto("/goodbye");
  await expect(page.getByRole("heading", { name: "Nobody is leaving" })).toBeVisible();
});

test("whoever meant to leave and signs in again in another tab is told that the account is back", async ({
  page,
  request,
  context,
}) => {
  const member = await newMember(request);
  await openData(page, member.email, member.password);
  const other = await context.newPage();
  const sockets = watchSockets(other);
  await other.goto("/account");
  await sockets.opened(1);
  await askToDelete(page).click();
  await dialog(page)
    .getByLabel(/^Current password/)
    .fill(member.password);
  await dialog(page).getByRole("button", { name: "Delete my account" }).click();
  await expect(curtain(other)).toContainText("Your account is closed and will be deleted");
  await signInAgain(other, member.email, member.password);
  await expect(toasts(other)).toContainText("Your account is back.");
});

test("second thoughts cost nothing", async ({ page, member }) => {
  await openData(page, member.email, member.password);
  await askToDelete(page).click();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(askToDelete(page)).toBeFocused();
  await askToDelete(page).click();
  await dialog(page).getByRole("button", { name: "Keep my account" }).click();
  await expect(askToDelete(page)).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your data", level: 1 })).toBeVisible();
});

test("an account without a password is deleted in two steps, after a proof that is fresh", async ({
  page,
  request,
}) => {
  const { email } = newPerson();
  await enterByCode(page, request, email);
  await page.getByRole("link", { name: "Your data" }).click();
  await page.waitForTimeout(STALE_MS);
  await askToDelete(page).click();
  await dialog(page).getByRole("button", { name: "Delete my account" }).click();
  await dialog(page)
    .getByRole("button", { name: `Send a code to ${email}` })
    .click();
  await dialog(page)
    .getByLabel("6-digit code")
    .fill(await codeFor(request, email, "confirm"));
  await dialog(page).getByRole("button", { name: "Confirm and go on" }).click();
  await expect(page.getByRole("heading", { name: "Goodbye" })).toBeFocused();
});

test("whoever says that it wasn’t them signs that device out and gets a way to a new password", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const context = await browser.newContext();
  const thief = await context.newPage();
  await signIn(thief, member.email, member.password);
  await expect(thief).toHaveURL("/account");

  const link = await linkTo(request, member.email, "/not-me");
  await page.goto(link);
  await expect(page).toHaveURL("/not-me");
  await page.getByRole("button", { name: "This wasn’t me" }).click();
  await expect(page.getByRole("heading", { name: "That device is signed out" })).toBeFocused();
  await thief.reload();
  await expect(thief).toHaveURL("/sign-in?next=%2Faccount");
  await context.close();

  await page.goto(await linkTo(request, member.email, "/reset-password"));
  await page.getByLabel("New password").fill("eleven slow paper lanterns");
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();
  await page.goto(link);
  await page.getByRole("button", { name: "This wasn’t me" }).click();
  await expect(page.getByRole("heading", { name: "This link has done its work" })).toBeFocused();
});
