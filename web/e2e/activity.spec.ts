import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { fillSignIn, newMember, openLine, type Person, signIn } from "./person.ts";
import { ago, event } from "./samples.ts";

const BUSY = { status: 503, json: { code: "unavailable", status: 503, title: "Busy" } };
const EVENTS = "**/api/me/events?*";

const items = (page: Page) => page.getByRole("main").locator(".event");
const item = (page: Page, title: string) => items(page).filter({ hasText: title });

async function openActivity(page: Page, { email, password }: Person): Promise<void> {
  await signIn(page, email, password);
  await page.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeFocused();
}

test("what somebody did and what was tried is told, the newest first, and what deserves a look is marked", async ({
  page,
  request,
}) => {
  const member = await newMember(request);
  const wrong = { identifier: member.email, password: "not the password at all" };
  for (let tries = 0; tries < 3; tries++) await request.post("/api/auth/login", { data: wrong });
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Password");
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByLabel("New password").fill("eleven slow paper lanterns");
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(line.getByText("Your password is changed.")).toBeVisible();

  await page.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(item(page, "Password changed")).toContainText("Worth a look");
  await expect(item(page, "3 failed tries to sign in")).toContainText("Worth a look");
  await expect(items(page).first()).toContainText("Password changed");
  await expect(item(page, "Account created")).not.toContainText("Worth a look");
  await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();
  await expect(page.getByText("That is all.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Show more" })).toBeHidden();
});

test("whoever finds what they didn’t do is led to their devices and to a new password", async ({
  page,
  member,
}) => {
  await openActivity(page, member);
  const signedIn = item(page, "Signed in").first();
  await signedIn.getByText("This wasn’t me?").click();
  await signedIn.getByRole("link", { name: "End the sessions you don’t know" }).click();
  await expect(page.getByRole("heading", { name: "Devices", level: 1 })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeFocused();
  await signedIn.getByText("This wasn’t me?").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(signedIn.getByRole("link", { name: "Choose a new password" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/account");
});

test("a long history comes in parts, and one reads on where the new ones begin", async ({
  page,
  request,
}) => {
  const member = await newMember(request);
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  for (let i = 0; i < 24; i++) {
    const data = { username: `${member.username}_${i}` };
    await page.request.patch("/api/me", { data, failOnStatusCode: true });
  }
  await page.getByRole("link", { name: "Activity", exact: true }).click();
  await expect(items(page)).toHaveCount(20);
  const more = page.getByRole("button", { name: "Show more" });

  await page.route(EVENTS, (route) => route.fulfill(BUSY));
  await more.click();
  await expect(page.getByRole("alert")).toContainText("The service is busy");
  await expect(items(page)).toHaveCount(20);
  await expect(more).toBeFocused();
  await page.unroute(EVENTS);
  await page.keyboard.press("Enter");

  // 24 names, two sign-ins, a sign-up and a confirmed address.
  await expect(items(page)).toHaveCount(28);
  await expect(items(page).nth(20)).toBeFocused();
  await expect(page.getByRole("main").getByRole("status")).toHaveText("8 more. That is all.");
  await expect(more).toBeHidden();
  await expect(page.getByRole("alert")).toBeHidden();
});

test("a history that could not be had is asked for again", async ({ page, member }) => {
  await page.route(EVENTS, (route) => route.fulfill(BUSY));
  await openActivity(page, member);
  await expect(page.getByRole("alert")).toContainText("The service is busy");
  await page.unroute(EVENTS);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(item(page, "Account created")).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
});

test("acts of an operator, of days ago, and of a kind nobody knows yet have their words", async ({
  page,
  member,
}) => {
  const operator = { device: null, ip: null, location: null, sessionId: null };
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  const events = [
    { ...event("exported", 0), type: "abducted" },
    event("session_revoked", 0, operator),
    event("account_disabled", 0, { ...operator, at: yesterday.toISOString() }),
    event("sign_in", 0, { at: "2024-02-29T12:00:00.000Z" }),
  ];
  await page.route(EVENTS, (route) => route.fulfill({ json: { events, nextCursor: null } }));
  await openActivity(page, member);
  await expect(items(page).nth(0)).toContainText("Something happened that this page has no words for");
  await expect(items(page).nth(1)).toContainText("Sessions were ended");
  await expect(items(page).nth(1)).toContainText("By those who run this service");
  await item(page, "Account disabled").getByText("This wasn’t me?").click();
  await expect(item(page, "Account disabled")).toContainText("Ask those who run this service why.");
  const days = page.getByRole("main").getByRole("heading", { level: 2 });
  await expect(days).toHaveText(["Today", "Yesterday", "Thursday, February 29, 2024"]);
  await expect(items(page).nth(3).getByRole("time")).toHaveAttribute("title", /^February 29, 2024 at /);
});

test("an account without a history says so", async ({ page, member }) => {
  await page.route(EVENTS, (route) => route.fulfill({ json: { events: [], nextCursor: null } }));
  await openActivity(page, member);
  await expect(page.getByText("Nothing yet")).toBeVisible();
  await expect(page.getByText("That is all.")).toBeHidden();
});

test("whoever signs in again over an ended history gets the newest", async ({ page, member }) => {
  await openActivity(page, member);
  await expect(item(page, "Signed in").first()).toBeVisible();
  await page.request.post("/api/auth/logout-all", { failOnStatusCode: true });
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await fillSignIn(page, member.email, member.password);
  await expect(items(page).nth(0)).toContainText("Signed in");
  await expect(items(page).nth(1)).toContainText("Signed out");
});

for (const [locale, words] of Object.entries({
  de: ["Aktivität", "Heute", "2 fehlgeschlagene Anmeldungen", "Sieh genauer hin", "Firefox unter Windows"],
  ja: ["アクティビティ", "今日", "ログインの失敗（2回）", "要確認", "Firefox（Windows）"],
})) {
  test(`the history is told in ${locale}`, async ({ browser, request, baseURL }) => {
    const member = await newMember(request);
    const context = await browser.newContext({ ...(baseURL && { baseURL }), locale });
    const data = { identifier: member.email, password: member.password };
    await context.request.post("/api/auth/login", { data, failOnStatusCode: true });
    const page = await context.newPage();
    const at = ago(0);
    const events = [event("sign_in_failed", 0, { at }), event("sign_in_failed", 0, { at })];
    await page.route(EVENTS, (route) => route.fulfill({ json: { events, nextCursor: null } }));
    await page.goto("/account/activity");
    const [title = "", ...others] = words;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    for (const text of others) await expect(page.getByRole("main")).toContainText(text);
    await context.close();
  });
}
