import { expect, test } from "./fixtures.ts";
import { codeFor, linkTo } from "./mailbox.ts";
import { newMember, newPerson, newPhone, signIn, toasts } from "./person.ts";

test("a code by mail lets somebody new in", async ({ page, request }) => {
  const { email } = newPerson();
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill(email);
  await page.getByRole("link", { name: "Use a code or a link instead" }).click();
  await expect(page.getByRole("heading", { name: "Sign in without a password" })).toBeFocused();
  await expect(page.getByLabel("Email or phone number")).toHaveValue(email);
  await page.getByLabel("Email or phone number").press("Enter");
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeFocused();
  expect(page.url()).not.toContain("example.com");

  const field = page.getByLabel("6-digit code");
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await expect(field).toHaveAttribute("inputmode", "numeric");
  const code = await codeFor(request, email, "sign in");
  await field.fill(code.startsWith("1") ? "200000" : "100000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("This code isn’t right");
  await expect(field).toBeFocused();
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
  await expect(toasts(page)).toContainText("This is your new account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(email);
  await page.getByRole("link", { name: "Devices", exact: true }).click();
  await expect(page.getByText("with a code by mail")).toBeVisible();
});

test("a code that was sent outlives a reload, and leads where one was going", async ({
  page,
  request,
  member,
}) => {
  await page.goto("/sign-in?next=%2F");
  await page.getByRole("link", { name: "Use a code or a link instead" }).click();
  await page.getByLabel("Email or phone number").fill(member.email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  await page.reload();
  await page.getByLabel("6-digit code").fill(await codeFor(request, member.email, "sign in"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Welcome in, ${member.name}`);
});

test("a code by text message lets somebody in without any address", async ({ page, request }) => {
  const phone = newPhone();
  await page.goto("/sign-in/code");
  await page.getByLabel("Email or phone number").fill(phone.replace("+81", "+81 "));
  await page.getByRole("button", { name: "Mail me a link instead" }).click();
  await expect(page.getByRole("alert")).toContainText("Links go by mail only");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  await expect(page.getByText(/^Nothing there\? You can have another in/)).toBeVisible();
  await page.getByLabel("6-digit code").fill(await codeFor(request, phone));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(phone);
  await page.getByRole("link", { name: "Devices", exact: true }).click();
  await expect(page.getByText("with a code by text message")).toBeVisible();
});

test("what is neither address nor number is named before anything is sent", async ({ page }) => {
  await page.goto("/sign-in/code");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByRole("alert")).toHaveText("Enter your email address or phone number.");
  await page.getByLabel("Email or phone number").fill("03 1234");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByRole("alert")).toContainText("with its country code");
  await expect(page.getByLabel("Email or phone number")).toBeFocused();
  await page.getByLabel("Email or phone number").fill("hana@");
  await page.getByRole("button", { name: "Mail me a link instead" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter a whole address");
});

test("a service without text messages says so", async ({ page }) => {
  const errors = [{ path: "channel", code: "not_offered", message: "no" }];
  const problem = { code: "validation_failed", status: 422, title: "wrong", errors };
  await page.route("**/api/auth/otp/send", (route) => route.fulfill({ status: 422, json: problem }));
  await page.goto("/sign-in/code");
  await page.getByLabel("Email or phone number").fill(newPhone());
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByRole("alert")).toContainText("Text messages aren’t offered here");
});

test("a second code can be had when the countdown has run down", async ({ page }) => {
  const { email } = newPerson();
  await page.clock.install();
  await page.goto("/sign-in/code");
  await page.getByLabel("Email or phone number").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect(page.getByText(/you can have another in/)).toBeVisible();
  await page.clock.fastForward(61_000);
  const again = { challengeId: "otp_again", expiresIn: 300, resendIn: 60 };
  await page.route("**/api/auth/otp/send", (route) => route.fulfill({ status: 202, json: again }));
  await page.getByRole("button", { name: "Send another mail" }).click();
  await expect(toasts(page)).toContainText("Only that one counts now");
  const verified = page.waitForRequest("**/api/auth/otp/verify");
  await page.getByLabel("6-digit code").fill("123456");
  await page.getByRole("button", { name: "Sign in" }).click();
  expect((await verified).postDataJSON()).toMatchObject({ challengeId: "otp_again", code: "123456" });
});

test("a mailed link signs in, and the tab that waits for it comes along", async ({
  page,
  context,
  request,
}) => {
  const { email } = newPerson();
  await page.goto("/sign-in/code");
  await page.getByLabel("Email or phone number").fill(email);
  await page.getByRole("button", { name: "Mail me a link instead" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  const link = await linkTo(request, email, "/magic-link");
  const other = await context.newPage();
  await other.goto(link);
  await expect(other).toHaveURL("/magic-link");
  await other.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL("/account");
  await expect(toasts(other)).toContainText("This is your new account");
  await expect(page).toHaveURL("/account");

  await other.goto(link);
  await other.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "This link has done its work" })).toBeFocused();
});

test("somebody signed in is asked before a mailed link switches accounts", async ({
  page,
  request,
  member,
}) => {
  const someone = await newMember(request);
  await request.post("/api/auth/magic-link/send", { data: { email: someone.email } });
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.goto(await linkTo(request, someone.email, "/magic-link"));
  await expect(page.getByRole("main")).toContainText(`You are signed in as ${member.name}`);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Username")).toHaveValue(someone.username);
});
