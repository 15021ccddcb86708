import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { DATABASE_DOWN, MAIL_LATE, standInHealth } from "./health-stand-in.ts";
import { codeFor, codeIn, newestMail } from "./mailbox.ts";
import { fillSignIn, fillSignUp, newMember, newPerson, signIn } from "./person.ts";

/** Until an outage is told, and then some. */
const PAST_GRACE_MS = 4_500;

const down = (page: Page) => page.getByRole("dialog", { name: "The service is out of order" });
const back = (page: Page) => page.getByRole("dialog", { name: "It’s back" });
const create = (page: Page) => page.getByRole("button", { name: "Create account" });

/** The part of the page that watches has come. */
const watched = (page: Page) => page.locator(".slip").waitFor({ state: "attached" });

function countCalls(page: Page, path: string): { count: number } {
  const calls = { count: 0 };
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === path) calls.count += 1;
  });
  return calls;
}

test("an outage in the middle of a sign-up is told, holds what is sent, and lets it go once when it is over", async ({
  page,
  request,
}) => {
  const person = newPerson();
  const service = await standInHealth(page);
  const calls = countCalls(page, "/api/auth/signup");
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  service.become(DATABASE_DOWN);

  await expect(down(page)).toBeVisible();
  await expect(down(page).getByRole("heading")).toBeFocused();
  await expect(down(page)).toContainText("Nothing you typed is lost");
  await expect(down(page)).toContainText(/Since .+, for 0:0\d/);
  await expect(down(page).getByRole("link", { name: "See what we know" })).toHaveAttribute("href", "/status");
  await page.keyboard.press("Escape");
  await expect(down(page)).toBeHidden();
  await expect(page.getByLabel("Username")).toBeFocused();
  await expect(page.getByRole("link", { name: "The service is out of order" })).toBeVisible();

  await page.keyboard.press("Enter");
  await expect(page.getByText("Waiting for the service. Sent as soon as it is back.")).toBeVisible();
  await page.getByRole("button", { name: "Waiting…" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(person.password);
  expect(calls.count).toBe(0);

  service.become({});
  await expect(back(page).getByRole("button", { name: "Go on" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Check your mail", includeHidden: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(back(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  expect(calls.count).toBe(1);

  await page.getByLabel("6-digit code").fill(codeIn(await newestMail(request, person.email)));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
});

test("a blip is told to nobody, an outage after it is", async ({ page }) => {
  await page.clock.install();
  const service = await standInHealth(page);
  await page.goto("/sign-up");
  await watched(page);
  // One right after the other: how long a look between them takes is the computer's to decide.
  service.become(DATABASE_DOWN);
  service.become({});
  await page.clock.fastForward(60_000);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  service.become(DATABASE_DOWN);
  await expect(page.getByRole("link", { name: "The service is out of order" })).toBeVisible();
  await page.clock.fastForward(PAST_GRACE_MS);
  await expect(down(page)).toBeVisible();
});

test("whoever went on is told when it is over, and is back where they were", async ({ page }) => {
  const service = await standInHealth(page);
  await page.goto("/sign-up");
  const name = page.getByLabel(/^Name/);
  await name.click();
  service.become(DATABASE_DOWN);
  await down(page).getByRole("button", { name: "Go on meanwhile" }).click();
  await expect(name).toBeFocused();
  await page.keyboard.type("Hana");
  service.become({});
  await expect(back(page)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(name).toBeFocused();
  await page.keyboard.type(" Mori");
  await expect(name).toHaveValue("Hana Mori");
});

test("late mail is a quiet line that moves nothing", async ({ page }) => {
  const service = await standInHealth(page);
  await page.goto("/sign-up");
  await watched(page);
  const heading = page.getByRole("heading", { level: 1 });
  const before = await heading.boundingBox();
  service.become(MAIL_LATE);
  await expect(page.getByRole("link", { name: "Mail and codes may be late" })).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  service.become({});
  await expect(page.locator(".slip")).toBeEmpty();
});

test("what waits can be called off, and a change calls it off", async ({ page }) => {
  const service = await standInHealth(page);
  const calls = countCalls(page, "/api/auth/signup");
  await page.goto("/sign-up");
  await fillSignUp(page, newPerson());
  service.become(DATABASE_DOWN);
  await down(page).getByRole("button", { name: "Go on meanwhile" }).click();

  await create(page).click();
  await page.getByRole("button", { name: "Don’t send" }).click();
  await expect(page.getByText("Not sent. Nothing is lost.")).toBeVisible();
  await expect(create(page)).toBeFocused();

  await create(page).click();
  await expect(page.getByText("Waiting for the service.")).toBeVisible();
  await page.getByLabel(/^Name/).fill("Somebody else");
  await expect(page.getByText("Not sent. Nothing is lost.")).toBeVisible();

  service.become({});
  await page.keyboard.press("Escape");
  await expect(back(page)).toBeHidden();
  await expect(create(page)).toBeVisible();
  expect(calls.count).toBe(0);
});

test("a button waits like a form", async ({ page, request }) => {
  const person = newPerson();
  const service = await standInHealth(page);
  await page.clock.install();
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await create(page).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await page.clock.fastForward(61_000);
  const calls = countCalls(page, "/api/auth/email/resend");
  await page.route("**/api/auth/email/resend", (route) => route.fulfill({ status: 202, json: {} }));
  await expect(page.getByRole("button", { name: "Send another mail" })).toBeVisible();
  service.become(DATABASE_DOWN);
  await page.clock.fastForward(PAST_GRACE_MS);
  await down(page).getByRole("button", { name: "Go on meanwhile" }).click();
  await page.getByRole("button", { name: "Send another mail" }).click();
  await expect(page.getByText("Waiting for the service.")).toBeVisible();
  expect(calls.count).toBe(0);
  service.become({});
  await expect(page.getByText("A new mail is on its way")).toBeVisible();
  expect(calls.count).toBe(1);
  await expect.poll(() => codeFor(request, person.email)).toMatch(/^\d{6}$/);
});

test("what the service refused is sent again by people only, when it said to", async ({ page }) => {
  const service = await standInHealth(page);
  const calls = countCalls(page, "/api/auth/signup");
  const problem = { code: "unavailable", status: 503, title: "Busy", retryAfterSeconds: 2 };
  await page.route("**/api/auth/signup", (route) => route.fulfill({ status: 503, json: problem }));
  await page.goto("/sign-up");
  await fillSignUp(page, newPerson());
  await create(page).click();
  await expect(page.getByRole("alert")).toContainText("The service is busy");
  await expect(page.getByText(/^Try again in 0:0\d$/)).toBeVisible();
  await expect(page.getByText("You can try again now.")).toBeVisible();
  service.become(DATABASE_DOWN);
  await down(page).getByRole("button", { name: "Go on meanwhile" }).click();
  service.become({});
  await back(page).getByRole("button", { name: "Go on" }).click();
  expect(calls.count).toBe(1);
  await page.unroute("**/api/auth/signup");
  await create(page).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  expect(calls.count).toBe(2);
});

test("a service that is gone altogether is noticed without a call, and its return, too", async ({
  page,
  member,
}) => {
  const service = await standInHealth(page);
  await signIn(page, member.email, member.password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await watched(page);
  await service.vanish();
  const gone = page.getByRole("dialog", { name: "We can’t reach the service" });
  await expect(gone).toBeVisible({ timeout: 15_000 });
  await service.comeBack();
  await expect(back(page)).toBeVisible({ timeout: 15_000 });
  await expect(gone).toBeHidden();
});

test("a page that met the outage at its start shows who is here once it is over", async ({
  page,
  member,
}) => {
  await signIn(page, member.email, member.password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  const service = await standInHealth(page);
  await service.vanish();
  await page.reload();
  await expect(page.getByRole("alert").first()).toContainText("We can’t reach the server");
  await expect(page.getByRole("dialog", { name: "We can’t reach the service" })).toBeVisible();
  await service.comeBack();
  await expect(back(page)).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
});

const ENDINGS = {
  "was ended elsewhere": (page: Page) =>
    page.request.post("/api/auth/logout-all", { failOnStatusCode: true }),
  "ran out": (page: Page) => page.context().clearCookies({ name: /genkan_(at|rt)/ }),
};
for (const [how, end] of Object.entries(ENDINGS)) {
  test(`a half-filled form survives a session that ${how}, and is saved after signing in over it`, async ({
    page,
    request,
  }) => {
    const member = await newMember(request);
    // Nothing is heard by socket: the form is the first to know.
    await page.routeWebSocket("**/ws", () => undefined);
    await signIn(page, member.email, member.password);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
    const name = page.getByRole("main").getByLabel(/^Name/);
    await name.fill("Hana Mori the Second");
    await end(page);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog", { name: "You are signed out" })).toBeVisible();
    await fillSignIn(page, member.email, member.password);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(name).toHaveValue("Hana Mori the Second");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hana Mori the Second");
  });
}
