import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { newestMail } from "./mailbox.ts";
import { newPerson } from "./person.ts";

/** Somebody who has asked for a link and then for a code. */
async function twoMails(page: Page): Promise<string> {
  const { email } = newPerson();
  await page.request.post("/api/auth/magic-link/send", { data: { email }, failOnStatusCode: true });
  await page.request.post("/api/auth/otp/send", {
    data: { channel: "email", to: email },
    failOnStatusCode: true,
  });
  return email;
}

test("the mailbox shows a mail as its reader sees it, and copies its code", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const email = await twoMails(page);
  await page.goto("/__dev");
  await page.getByLabel("Recipient").fill(email);
  await page.keyboard.press("Enter");
  const messages = page.getByRole("navigation", { name: "Messages" }).getByRole("link");
  await expect(messages).toHaveCount(2);
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { name: "Your code to sign in" })).toBeVisible();
  const code = await page.locator(".message .code code").textContent();
  await expect(mail.getByText(code ?? "none", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("status")).toHaveText(`${code} is copied.`);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
});

test("the mailbox opens an older mail, whose links lead into the product", async ({ page, context }) => {
  const email = await twoMails(page);
  await page.goto(`/__dev?to=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name: /Your link to sign in to Genkan/ }).click();
  await expect(page.getByRole("heading", { name: "Your link to sign in to Genkan" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Your link to sign in/ })).toHaveAttribute(
    "aria-current",
    "true",
  );
  const opened = context.waitForEvent("page");
  await page.frameLocator("iframe").getByRole("link", { name: "Sign in", exact: true }).click();
  await expect(await opened).toHaveURL(/\/magic-link/);
  await page.getByRole("link", { name: "Open /magic-link" }).click();
  await expect(page).toHaveURL(/\/magic-link/);
});

test("the mailbox tells of what came while one was away", async ({ page }) => {
  const email = await twoMails(page);
  await page.goto(`/__dev?to=${encodeURIComponent(email)}`);
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  const asked = page.waitForResponse("**/__dev/mail?**");
  await comeBack();
  await asked;
  await expect(page.getByRole("status")).toBeEmpty();
  await page.request.post("/api/auth/password/forgot", { data: { email }, failOnStatusCode: true });
  await page.request.post("/api/auth/signup", {
    data: { email, password: "seven quiet stepping stones" },
    failOnStatusCode: true,
  });
  await comeBack();
  await page.getByRole("link", { name: "Show it as it is now" }).click();
  await expect(page.getByRole("navigation", { name: "Messages" }).getByRole("link")).toHaveCount(3);
});

test("the mailbox is emptied by its button, by nothing from elsewhere", async ({ page, request }) => {
  await twoMails(page);
  const foreign = await request.post("/__dev/empty", { headers: { origin: "https://evil.example" } });
  expect(foreign.status()).toBe(403);
  await page.goto("/__dev");
  await page.getByRole("button", { name: "Empty the mailbox" }).click();
  await expect(page.getByRole("heading", { name: "Nothing has been sent yet" })).toBeVisible();
  await expect(page).toHaveURL("/__dev");
});

for (const language of ["en", "de", "ja"]) {
  test(`a mail in ${language} is accessible in both themes, and fits 320 px`, async ({ page, request }) => {
    const { email } = newPerson();
    const headers = { "accept-language": language };
    await request.post("/api/auth/password/forgot", { data: { email }, headers, failOnStatusCode: true });
    await request.post("/api/auth/signup", {
      data: { email, password: "seven quiet stepping stones" },
      headers,
      failOnStatusCode: true,
    });
    const { html } = await newestMail(request, email);
    // Outside of its sandbox, where no script would run, axe's neither.
    await page.setContent(html);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const axe = new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]);
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 568 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
