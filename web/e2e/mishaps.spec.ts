import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { breakSessionFacts, endSession } from "./mishap.ts";
import { curtain, fillSignIn, fillSignUp, newMember, newPerson, signIn, toasts } from "./person.ts";

const oops = (page: Page) => page.getByRole("heading", { name: "Oops. That was us." });
const FAULT = { code: "internal", status: 500, title: "Our fault", requestId: "req_0123456789abcdefghijkl" };

test("an app sends somebody to the page about ended sessions, which explains and leads back", async ({
  page,
  member,
}) => {
  await page.goto("/session-ended?next=%2Faccount%2Fdata");
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("your account, and all that is in it, is as it was");
  await expect(
    page.getByRole("region", { name: "Why a session ends" }).getByRole("listitem"),
  ).not.toHaveCount(0);
  await fillSignIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account/data");
});

test("a session that ended for an ordinary reason says which, and no more", async ({ page, request }) => {
  const end = await endSession(page, await newMember(request), "evicted");
  await end();
  await expect(curtain(page)).toContainText("this session, the oldest, had to end");
  await expect(curtain(page).getByText("What we saw")).toHaveCount(0);
});

const SUSPICIOUS = [
  { reason: "reuse", heading: "Hmm. One key, two hands.", did: "We ended this session for everybody" },
  {
    reason: "disowned",
    heading: "Hmm. Somebody said this wasn’t them.",
    did: "mailed a link to choose a new password",
  },
  {
    reason: "account_disabled",
    heading: "Hmm. This account is closed for now.",
    did: "Nothing in it was deleted",
  },
];
for (const { reason, heading, did } of SUSPICIOUS) {
  test(`a session that ended by ${reason} says what was seen, what was done and what to do`, async ({
    page,
    request,
  }) => {
    const member = await newMember(request);
    const end = await endSession(page, member, reason);
    await page.getByLabel(/^Name/).fill("Hana M. Mori");
    await end();
    const dialog = page.getByRole("dialog", { name: heading });
    await expect(dialog.getByRole("heading")).toBeFocused();
    await expect(dialog.getByRole("term")).toHaveText(["What we saw", "What we did", "What to do now"]);
    await expect(dialog).toContainText(did);
    await dialog.getByLabel("Email or username").fill(member.email);
    await dialog.getByLabel("Password", { exact: true }).fill(member.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByLabel(/^Name/)).toHaveValue("Hana M. Mori");
  });
}

test("the front page gives way to words when a session ends suspiciously", async ({ page, request }) => {
  const end = await endSession(page, await newMember(request), "reuse");
  await page.getByRole("banner").getByRole("link", { name: "Genkan" }).click();
  await expect(page.getByRole("heading", { name: "Welcome in" })).toBeVisible();
  await end();
  await expect(page.getByRole("heading", { name: "Hmm. One key, two hands." })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Hmm. One key, two hands." })).toBeVisible();
  await page.getByRole("link", { name: "Choose a new password" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeFocused();
});

test("a refresh token that comes back a second time is told of where no socket could say it", async ({
  page,
  context,
  request,
}) => {
  const { email, password, name } = await newMember(request);
  await context.routeWebSocket("**/ws", () => undefined);
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  const refused = (status: number, code: string) => ({ status, json: { code, status, title: code } });
  await page.route("**/api/me", (route) => route.fulfill(refused(401, "unauthenticated")));
  await page.route("**/api/auth/refresh", (route) => route.fulfill(refused(401, "refresh_reused")));
  await page.getByLabel(/^Name/).fill("Hana M. Mori");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog", { name: "Hmm. One key, two hands." })).toBeVisible();
});

test("a request that seems to come from elsewhere is explained in another tab, and the form stays", async ({
  page,
  context,
}) => {
  const problem = { code: "csrf_rejected", status: 403, title: "Not from here" };
  await page.route("**/api/auth/signup", (route) => route.fulfill({ status: 403, json: problem }));
  const person = newPerson();
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("alert").getByRole("link", { name: "What this means" }).click();
  const tab = await opened;
  await expect(tab.getByRole("heading", { name: "Hmm. That came from somewhere else." })).toBeVisible();
  await expect(tab.getByRole("link", { name: "Choose a new password" })).toHaveCount(0);
  await expect(page.getByLabel("Email")).toHaveValue(person.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(person.password);
});

test("whoever comes without anything to explain is told what to look at", async ({ page, member }) => {
  await page.goto("/hmm?about=%3Cscript%3E");
  await expect(page.getByRole("heading", { name: "Hmm. Something looked unusual." })).toBeVisible();
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.goto("/hmm");
  await expect(page.getByRole("main").getByRole("link", { name: "Activity" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Devices" }).click();
  await expect(page).toHaveURL("/account/sessions");
});

test("a page that can't be drawn owns up; what is around it goes on, and elsewhere all is well", async ({
  page,
  member,
}) => {
  const mend = await breakSessionFacts(page);
  await signIn(page, member.email, member.password);
  await expect(oops(page)).toBeFocused();
  await expect(page.getByRole("main")).toContainText(/mention this:\s*\/account, /);
  await expect(page.getByRole("banner").getByRole("button", { name: "Sign out" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "To the entrance" }).click();
  await expect(page.getByRole("heading", { name: "Welcome in" })).toBeFocused();
  await page.goBack();
  await expect(oops(page)).toBeFocused();
  await mend();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
  await expect(page.getByText("with your password")).toBeVisible();
});

test("an app sends somebody to own up for us, with the request that failed", async ({ page }) => {
  await page.goto("/oops?request=req_0123456789abcdefghijkl&next=%2Fsign-up");
  await expect(page.getByRole("main")).toContainText("req_0123456789abcdefghijkl");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page).toHaveURL("/sign-up");
  await page.goto("/oops?request=Call%20this%20number");
  await expect(oops(page)).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Call");
});

test("a fault of ours keeps the form and what was typed, and gives its reference", async ({ page }) => {
  await page.route("**/api/auth/signup", (route) => route.fulfill({ status: 500, json: FAULT }));
  const person = newPerson();
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert")).toContainText(`mention ${FAULT.requestId}`);
  for (const [label, value] of [
    ["Email", person.email],
    ["Username", person.username],
  ] as const)
    await expect(page.getByLabel(label)).toHaveValue(value);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(person.password);
});

test("a handler that fails says so over the page, which goes on", async ({ page, member, watched }) => {
  await signIn(page, member.email, member.password);
  await page.getByLabel(/^Name/).fill("Hana M. Mori");
  await page.route("**/api/me", (route) => route.fulfill({ json: null }), { times: 1 });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(toasts(page)).toContainText("Something went wrong on our side. What you typed is still here");
  await expect(page.getByLabel(/^Name/)).toHaveValue("Hana M. Mori");
  await expect(page.getByRole("button", { name: "Save" })).toHaveAttribute("aria-busy", "false");
  expect(watched.splice(0)).toHaveLength(1);
});
