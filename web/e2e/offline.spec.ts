import { expect, test } from "./fixtures.ts";
import { fillSignIn, fillSignUp, newPerson } from "./person.ts";

const slip = ".slip";

test("being offline is said without moving anything, and gone with a word", async ({ page, context }) => {
  await page.goto("/sign-up");
  await page.locator(slip).waitFor({ state: "attached" });
  const heading = page.getByRole("heading", { level: 1 });
  const before = await heading.boundingBox();
  await context.setOffline(true);
  await expect(page.locator(slip)).toHaveText("You are offline");
  expect(await heading.boundingBox()).toEqual(before);
  await context.setOffline(false);
  await expect(page.getByText("You are online again.")).toBeVisible();
  await expect(page.locator(slip)).toBeEmpty();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what is sent offline waits and goes once when there is a network", async ({ page, context }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/auth/signup")) sent.push(request.postData() ?? "");
  });
  const person = newPerson();
  await page.goto("/sign-up");
  await page.locator(slip).waitFor({ state: "attached" });
  await fillSignUp(page, person);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Waiting for your connection.")).toBeVisible();
  expect(sent).toEqual([]);
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toContain(person.email);
});

test("a page that didn’t arrive comes when asked again, styled and without a reload", async ({ page }) => {
  // The first of it fails, ahead of its time as well as when it is wanted.
  await page.route(/assets\/status-/, (route) => route.abort());
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill("hana");
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.getByRole("contentinfo").getByRole("link", { name: "Status" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page didn’t arrive");
  await page.unroute(/assets\/status-/);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything works.");
  await expect(page.locator(".part").first()).toHaveCSS("display", "grid");
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
});

test("a page that didn’t arrive offline comes by itself with the network", async ({ page, context }) => {
  await page.goto("/sign-in");
  await page.locator(slip).waitFor({ state: "attached" });
  await context.setOffline(true);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page didn’t arrive");
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
});

test("a page that is slow to arrive says that it is coming", async ({ page }) => {
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/assets\/forgot-password-/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("main").getByText("One moment…")).toBeVisible();
  arrive();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
});

test("an answer that takes long is waited for in so many words", async ({ page, member }) => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.clock.install();
  await page.route("**/api/auth/login", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/sign-in");
  await fillSignIn(page, member.email, member.password);
  await expect(page.getByRole("button", { name: "Signing in…" })).toHaveAttribute("aria-busy", "true");
  await expect(page.getByText("This takes longer than usual.")).toHaveCount(0);
  await page.clock.fastForward(8_500);
  await expect(page.getByText("This takes longer than usual.")).toBeVisible();
  answer();
  await expect(page).toHaveURL("/account");
});

test("an address goes along through the ways in, and back", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill("hana@example.com");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByLabel("Email")).toHaveValue("hana@example.com");
  await page.getByLabel("Email").fill("hana.mori@example.com");
  await page.goBack();
  await expect(page.getByLabel("Email or username")).toHaveValue("hana.mori@example.com");
  await page.goForward();
  await expect(page.getByLabel("Email")).toHaveValue("hana.mori@example.com");
  await page.getByRole("banner").getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByLabel("Email")).toHaveValue("hana.mori@example.com");
});
