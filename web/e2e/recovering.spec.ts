import { expect, test } from "./fixtures.ts";
import { codeFor, linkTo } from "./mailbox.ts";
import { fillSignIn, newMember, newPerson, openAnew, signIn, toasts } from "./person.ts";

const RESET = "Choose a new password";
const NEW_PASSWORD = "eleven slow paper lanterns";

test("a forgotten password is replaced by the mailed link, everywhere", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await signIn(elsewhere, member.email, member.password);
  await expect(elsewhere).toHaveURL("/account");

  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill(member.email);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveValue(member.email);
  await page.getByRole("button", { name: "Send the mail" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  expect(page.url()).not.toContain("example.com");

  await page.goto(await linkTo(request, member.email, "/reset-password"));
  await expect(page).toHaveURL("/reset-password");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("alert")).toContainText("Too short: use at least 8 characters");
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeFocused();

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL("/sign-in?next=%2Faccount");
  await context.close();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await fillSignIn(page, member.email, NEW_PASSWORD);
  await expect(page).toHaveURL("/account");
});

test("the mailed code and a new password do it without leaving the page", async ({ page, request }) => {
  const member = await newMember(request);
  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(member.email);
  await page.getByRole("button", { name: "Send the mail" }).click();
  const code = await codeFor(request, member.email, RESET);
  await page.getByLabel("6-digit code").fill(code.startsWith("1") ? "200000" : "100000");
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("alert")).toContainText("This code isn’t right");
  await expect(page.getByLabel("6-digit code")).toBeFocused();
  await expect(page.getByLabel("New password")).toHaveValue(NEW_PASSWORD);
  await page.getByLabel("6-digit code").fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeFocused();
  await signIn(page, member.email, NEW_PASSWORD);
  await expect(page).toHaveURL("/account");
});

test("a reset link works once, and leads on the second time", async ({ page, request }) => {
  const member = await newMember(request);
  await request.post("/api/auth/password/forgot", { data: { email: member.email } });
  const link = await linkTo(request, member.email, "/reset-password");
  await page.goto(link);
  await page.getByLabel("New password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("heading", { name: "Your password is changed" })).toBeVisible();
  await openAnew(page, link);
  await page.getByLabel("New password").fill(member.password);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await expect(page.getByRole("heading", { name: "This link has done its work" })).toBeFocused();
  await page.getByRole("link", { name: "Get a new link" }).click();
  await expect(page).toHaveURL("/forgot-password");
});

test("whoever resets while signed in is signed out, in every tab", async ({ page, context, request }) => {
  const member = await newMember(request);
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await request.post("/api/auth/password/forgot", { data: { email: member.email } });
  const other = await context.newPage();
  await other.goto(await linkTo(request, member.email, "/reset-password"));
  await other.getByLabel("New password").fill(NEW_PASSWORD);
  await other.getByRole("button", { name: "Set the new password" }).click();
  await expect(other.getByRole("heading", { name: "Your password is changed" })).toBeVisible();
  await expect(other.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
});

test("nobody learns from the page whether an address has an account", async ({ page }) => {
  const { email } = newPerson();
  await page.goto("/forgot-password");
  await page.getByRole("button", { name: "Send the mail" }).click();
  await expect(page.getByRole("alert")).toHaveText("Enter your email address.");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send the mail" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  await expect(page.getByRole("main")).toContainText(`We wrote to ${email}`);
});

test("another reset mail can be had after a minute", async ({ page }) => {
  const { email } = newPerson();
  await page.clock.install();
  await page.goto("/forgot-password");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send the mail" }).click();
  await expect(page.getByText(/you can have another in/)).toBeVisible();
  await page.clock.fastForward(61_000);
  await page.route("**/api/auth/password/forgot", (route) => route.fulfill({ status: 202, json: {} }));
  const resent = page.waitForRequest("**/api/auth/password/forgot");
  await page.getByLabel("6-digit code").fill("123");
  await page.getByRole("button", { name: "Send another mail" }).click();
  expect((await resent).postDataJSON()).toEqual({ email });
  await expect(toasts(page)).toContainText("A new mail is on its way");
  await expect(page.getByText(/you can have another in/)).toBeVisible();
});

const BROKEN = [
  { page: "/reset-password", fill: true, button: "Set the new password", way: "Get a new link" },
  { page: "/magic-link", fill: false, button: "Sign in", way: "Get a new link" },
  { page: "/confirm-email-change", fill: false, button: "Confirm the new address", way: "Your account" },
  { page: "/undo-email-change", fill: false, button: "Undo the change", way: "Choose a new password" },
  { page: "/not-me", fill: false, button: "This wasn’t me", way: "Choose a new password" },
];
for (const broken of BROKEN) {
  test(`a broken link to ${broken.page} is no dead end`, async ({ page }) => {
    await page.goto(`${broken.page}#token=nonsense`);
    await expect(page).toHaveURL(broken.page);
    if (broken.fill) await page.getByLabel("New password").fill(NEW_PASSWORD);
    await page.getByRole("main").getByRole("button", { name: broken.button, exact: true }).click();
    await expect(page.getByRole("heading", { name: "This link isn’t whole" })).toBeFocused();
    await expect(page.getByRole("link", { name: broken.way })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "This link isn’t whole" })).toBeVisible();
  });
}

test("a page that doesn’t arrive says so, and comes on the next try", async ({ page }) => {
  await page.route("**/assets/forgot-password-*.js", (route) => route.abort());
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "This page didn’t arrive" })).toBeFocused();
  await page.unroute("**/assets/forgot-password-*.js");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
});
