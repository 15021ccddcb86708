import { expect, test } from "./fixtures.ts";
import { linkTo } from "./mailbox.ts";
import { fillSignIn, newMember, openLine, signIn } from "./person.ts";

test("an account is deleted, and comes back by signing in", async ({ page, request, context }) => {
  const member = await newMember(request);
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  const other = await context.newPage();
  await other.goto("/account");
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(member.name);

  const line = await openLine(page, "Delete your account");
  await line.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("alert")).toHaveText("Enter your current password.");
  await line.getByLabel(/^Current password/).fill("not the password");
  await line.getByRole("button", { name: "Delete my account" }).click();
  await expect(page.getByRole("alert")).toContainText("That isn’t your current password");
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByRole("button", { name: "Delete my account" }).click();

  await expect(page.getByRole("heading", { name: "Your account will be deleted" })).toBeFocused();
  const day = new Date(Date.now() + 7 * 86_400_000);
  await expect(page.locator(".lead time")).toHaveAttribute(
    "datetime",
    new RegExp(`^${day.toISOString().slice(0, 10)}T`),
  );
  await expect(other.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your account will be deleted" })).toBeVisible();

  await page.getByRole("link", { name: "Sign in and keep my account" }).click();
  await fillSignIn(page, member.email, member.password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await expect(page.getByLabel("Username")).toHaveValue(member.username);
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
