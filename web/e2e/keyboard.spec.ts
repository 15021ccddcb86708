import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { codeFor } from "./mailbox.ts";
import { newPerson, signIn } from "./person.ts";

/** Presses Tab until the element has the focus: everything must be within reach. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("signing in and out takes no mouse", async ({ page, member }) => {
  await page.goto("/");
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Sign in" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeFocused();
  await tabTo(page, page.getByLabel("Email or username"));
  await page.keyboard.type(member.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(member.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: member.name })).toBeFocused();
  await tabTo(page, page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }));
  await page.keyboard.press("Space");
  await expect(page).toHaveURL("/");
});

test("the first stop is a way past the header", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").getByRole("link", { name: "Create an account" })).toBeFocused();
});

test("a password can be shown without a mouse", async ({ page }) => {
  await page.goto("/sign-in");
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("look at me");
  await tabTo(page, page.getByRole("button", { name: "Show password" }));
  await page.keyboard.press("Space");
  await expect(password).toHaveAttribute("type", "text");
  await expect(page.getByRole("button", { name: "Show password" })).toHaveAttribute("aria-pressed", "true");
});

test("a busy button keeps the focus", async ({ page }) => {
  await page.route("**/api/auth/login", () => undefined);
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill("hana");
  await page.getByLabel("Password", { exact: true }).fill("seven quiet stepping stones");
  const button = page.getByRole("main").getByRole("button", { name: "Sign in" });
  await button.focus();
  await page.keyboard.press("Enter");
  const busy = page.getByRole("button", { name: "Signing in…" });
  await expect(busy).toHaveAttribute("aria-busy", "true");
  await expect(busy).toBeFocused();
});

test("going back restores the page, its title and where the reader was", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("main").getByRole("link", { name: "Create an account" }).click();
  await expect(page).toHaveTitle("Create an account · Genkan");
  await page.goBack();
  await expect(page).toHaveTitle("Sign in · Genkan");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeFocused();
});

test("signing in by a code takes no mouse", async ({ page, request }) => {
  const { email } = newPerson();
  await page.goto("/sign-in");
  await tabTo(page, page.getByRole("link", { name: "Use a code or a link instead" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in without a password" })).toBeFocused();
  await tabTo(page, page.getByLabel("Email or phone number"));
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeFocused();
  await tabTo(page, page.getByLabel("6-digit code"));
  await page.keyboard.type(await codeFor(request, email, "sign in"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: email })).toBeFocused();
});

test("the lines of the account open and close without a mouse", async ({ page, member }) => {
  await signIn(page, member.email, member.password);
  const line = page.locator("details", { has: page.getByText("Password", { exact: true }) });
  await tabTo(page, line.locator("summary"));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(line.getByRole("link", { name: "Reset it by mail" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(line.getByLabel(/^Current password/)).toBeFocused();
  await line.locator("summary").focus();
  await page.keyboard.press("Space");
  await expect(line.getByLabel(/^Current password/)).toBeHidden();
});
