import { expect, test } from "./fixtures.ts";
import { codeFor, linkTo, subjectsTo } from "./mailbox.ts";
import {
  enterByCode,
  fillSignIn,
  newMember,
  newPerson,
  newPhone,
  openAnew,
  openLine,
  signIn,
  toasts,
} from "./person.ts";

/** The service under test wants a sign-in or a proof that is younger than 10 seconds. */
const STALE_MS = 10_500;
const NEW_PASSWORD = "eleven slow paper lanterns";

test("a new password signs other browsers out, and this one stays in", async ({ page, request, browser }) => {
  const member = await newMember(request);
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await signIn(elsewhere, member.email, member.password);
  await expect(elsewhere).toHaveURL("/account");

  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Password");
  await line.getByLabel(/^Current password/).fill("not the password");
  await line.getByLabel("New password").fill(NEW_PASSWORD);
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toHaveText("That isn’t your current password. 4 tries left.");
  await expect(line.getByLabel(/^Current password/)).toBeFocused();
  await expect(line.getByLabel("New password")).toHaveValue(NEW_PASSWORD);
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(line.getByText("Your password is changed.")).toBeVisible();
  await expect(line.getByLabel("New password")).toHaveValue("");

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL("/sign-in?next=%2Faccount");
  await fillSignIn(elsewhere, member.email, NEW_PASSWORD);
  await expect(elsewhere).toHaveURL("/account");
  await context.close();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(member.name);
});

test("a current password that is left out, and a new one that won’t do, are named", async ({
  page,
  member,
}) => {
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Password");
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toHaveText("Choose a password.");
  await line.getByLabel("New password").fill("password1");
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toHaveText(/on a list of leaked ones/);
  await expect(line.getByLabel("New password")).toBeFocused();
  await line.getByLabel("New password").fill(NEW_PASSWORD);
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toHaveText("Enter your current password.");
  await expect(line.getByLabel(/^Current password/)).toBeFocused();
});

test("an account without a password gets its first one at once", async ({ page, request }) => {
  const person = newPerson();
  await enterByCode(page, request, person.email);
  const line = await openLine(page, "Password");
  await line.getByLabel("New password").fill(NEW_PASSWORD);
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(line.getByText("Your password is changed.")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  await signIn(page, person.email, NEW_PASSWORD);
  await expect(page).toHaveURL("/account");
});

test("after a while it is asked who it is, and what was begun goes on", async ({ page, request }) => {
  const person = newPerson();
  await enterByCode(page, request, person.email);
  await page.waitForTimeout(STALE_MS);
  const line = await openLine(page, "Password");
  await line.getByLabel("New password").fill(NEW_PASSWORD);
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("alert")).toContainText("Confirm that it’s still you");
  await line.getByRole("button", { name: `Send a code to ${person.email}` }).click();
  await expect(line.getByLabel("6-digit code")).toBeFocused();
  const code = await codeFor(request, person.email, "confirm that it’s you");
  await line.getByLabel("6-digit code").fill(code.startsWith("1") ? "200000" : "100000");
  await line.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(line.getByLabel("6-digit code")).toHaveAccessibleDescription(/This code isn’t right/);
  await line.getByLabel("6-digit code").fill(code);
  await line.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(line.getByText("Your password is changed.")).toBeVisible();
  await expect(line.getByRole("button", { name: "Change password" })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.email);
});

test("a new address counts once it is confirmed, and the old one can undo it", async ({
  page,
  context,
  request,
}) => {
  const member = await newMember(request);
  const { email: newEmail } = newPerson();
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Email address");
  await line.getByLabel("New email address").fill(member.email);
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByRole("button", { name: "Change address" }).click();
  await expect(page.getByRole("alert")).toHaveText("This is your address already.");
  await line.getByLabel("New email address").fill(newEmail);
  await line.getByRole("button", { name: "Change address" }).click();
  await expect(line.getByText(`We wrote to ${newEmail}`)).toBeVisible();

  const other = await context.newPage();
  const confirm = await linkTo(request, newEmail, "/confirm-email-change");
  await other.goto(confirm);
  await expect(other).toHaveURL("/confirm-email-change");
  await other.getByRole("button", { name: "Confirm the new address" }).click();
  await expect(other.getByRole("heading", { name: "Your address is changed" })).toBeFocused();
  await expect(other.getByRole("main")).toContainText(newEmail);
  await expect(page.locator(".lead")).toContainText(newEmail);
  await openAnew(other, confirm);
  await other.getByRole("button", { name: "Confirm the new address" }).click();
  await expect(other.getByRole("heading", { name: "This link has done its work" })).toBeFocused();

  const undo = await linkTo(request, member.email, "/undo-email-change");
  await other.goto(undo);
  await other.getByRole("button", { name: "Undo the change" }).click();
  await expect(other.getByRole("heading", { name: "The change is undone" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await openAnew(other, undo);
  await other.getByRole("button", { name: "Undo the change" }).click();
  await expect(other.getByRole("heading", { name: "This link has done its work" })).toBeFocused();
  await other.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await fillSignIn(other, member.email, member.password);
  await expect(other.locator(".lead")).toContainText(member.email);
});

test("a new address can be confirmed in a browser where nobody is signed in", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const { email: newEmail } = newPerson();
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Email address");
  await line.getByLabel("New email address").fill(newEmail);
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByRole("button", { name: "Change address" }).click();
  await expect(line.getByText(`We wrote to ${newEmail}`)).toBeVisible();
  const context = await browser.newContext();
  const elsewhere = await context.newPage();
  await elsewhere.goto(await linkTo(request, newEmail, "/confirm-email-change"));
  await elsewhere.getByRole("button", { name: "Confirm the new address" }).click();
  await expect(elsewhere.getByRole("heading", { name: "Your address is changed" })).toBeVisible();
  await elsewhere.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(elsewhere).toHaveURL("/sign-in?next=%2Faccount");
  await context.close();
  await page.reload();
  await expect(page.locator(".lead")).toContainText(newEmail);
});

test("a phone number is added by a code, signs in, and is removed", async ({ page, request }) => {
  const member = await newMember(request);
  const phone = newPhone();
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Phone number");
  await line.getByRole("textbox", { name: "Phone number" }).fill("1234");
  await line.getByRole("button", { name: "Send a code" }).click();
  await expect(page.getByRole("alert")).toContainText("with its country code");
  await line.getByRole("textbox", { name: "Phone number" }).fill(phone);
  await line.getByRole("button", { name: "Send a code" }).click();
  await expect(line.getByText(`We sent a code to ${phone}`)).toBeVisible();
  await expect(line.getByLabel("6-digit code")).toBeFocused();
  await line.getByLabel("6-digit code").fill(await codeFor(request, phone));
  await line.getByRole("button", { name: "Confirm number" }).click();
  await expect(toasts(page)).toContainText("Your phone number is confirmed");
  await expect(line.locator("summary")).toContainText(phone);
  await expect(line.locator("summary")).toBeFocused();
  await line.getByRole("button", { name: "Remove my number" }).click();
  await expect(toasts(page)).toContainText("Your phone number is removed");
  await expect(line.locator("summary")).toContainText("None yet");
  await expect
    .poll(() => subjectsTo(request, member.email))
    .toContain("Your phone number for Genkan was removed");
});

test("a phone number that is the only way in stays", async ({ page, request }) => {
  const phone = newPhone();
  await page.goto("/sign-in/code");
  await page.getByLabel("Email or phone number").fill(phone);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("6-digit code").fill(await codeFor(request, phone));
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
  const line = await openLine(page, "Phone number");
  await line.getByRole("button", { name: "Remove my number" }).click();
  await expect(page.getByRole("alert")).toContainText("your only way in");
});
