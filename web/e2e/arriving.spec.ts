import { expect, test } from "./fixtures.ts";
import { codeIn, confirmLink, newestMail } from "./mailbox.ts";
import { fillSignIn, fillSignUp, newMember, newPerson, signIn, toasts } from "./person.ts";

test("a person signs up, confirms by the mailed link, signs out and signs in again", async ({
  page,
  request,
}) => {
  const person = newPerson();
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Create an account" }).click();
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  await expect(page.getByRole("main")).toContainText(person.email);
  expect(page.url()).not.toContain("example.com");

  await page.goto(confirmLink(await newestMail(request, person.email)));
  await expect(page.getByRole("heading", { name: "Confirm your address" })).toBeVisible();
  expect(page.url()).not.toContain("token");
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page).toHaveURL("/account");
  await expect(toasts(page)).toContainText("Your address is confirmed");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await expect(page.getByText("Verified", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveValue(person.username);

  await page.getByRole("main").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();

  await signIn(page, person.username.toUpperCase(), person.password);
  await expect(page).toHaveURL("/account");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
});

test("the mailed code confirms as well, with spaces in it", async ({ page, request }) => {
  const person = newPerson();
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  const code = codeIn(await newestMail(request, person.email));
  const wrong = code.startsWith("1") ? "200000" : "100000";
  await page.getByLabel("6-digit code").fill(wrong);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert")).toContainText("This code isn’t right");
  await expect(page.getByLabel("6-digit code")).toBeFocused();
  await page.getByLabel("6-digit code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL("/account");
});

test("a link works once, and says so the second time", async ({ page, request, browser }) => {
  const person = newPerson();
  await request.post("/api/auth/signup", { data: person });
  const link = confirmLink(await newestMail(request, person.email));
  await page.goto(link);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page).toHaveURL("/account");

  const elsewhere = await browser.newPage();
  await elsewhere.goto(link);
  await elsewhere.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(elsewhere.getByRole("heading", { name: "This link has done its work" })).toBeFocused();
  await elsewhere.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(elsewhere).toHaveURL("/sign-in");
  await elsewhere.close();
});

test("a broken link is no dead end", async ({ page }) => {
  await page.goto("/confirm#token=nonsense");
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page.getByRole("heading", { name: "This link isn’t whole" })).toBeFocused();
  await page.getByRole("link", { name: "Get a new mail" }).click();
  await expect(page.getByRole("heading", { name: "Get a new mail" })).toBeFocused();
});

test("the tab that waits for the mail comes along when the link is opened in another", async ({
  page,
  context,
  request,
}) => {
  const person = newPerson();
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  const other = await context.newPage();
  await other.goto(confirmLink(await newestMail(request, person.email)));
  await other.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
});

test("somebody signed in is asked before a link switches accounts", async ({ page, request, member }) => {
  const person = newPerson();
  await request.post("/api/auth/signup", { data: person });
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.goto(confirmLink(await newestMail(request, person.email)));
  await expect(page.getByRole("main")).toContainText(`You are signed in as ${member.name}`);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page.getByLabel("Username")).toHaveValue(person.username);
});

test("a deep link leads there after signing in, and only to this site", async ({ page, member }) => {
  await page.goto("/account");
  await expect(page).toHaveURL("/sign-in?next=%2Faccount");
  await fillSignIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  for (const next of [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/sign-in",
    "javascript:alert(1)",
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL("/account");
  }
  await page.goto(`/sign-in?next=${encodeURIComponent("/.//evil.example/x")}`);
  await expect(page.getByRole("heading", { name: "Nobody lives here" })).toBeVisible();
  expect(new URL(page.url()).hostname).toBe("localhost");
});

test("a name and a username can be changed, and a taken one is refused", async ({
  page,
  request,
  member,
}) => {
  const person = await newMember(request);
  await signIn(page, person.email, person.password);
  await page.getByLabel(/^Name/).fill("Hanako");
  await page.getByLabel("Username").fill(member.username.toUpperCase());
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toHaveText("Somebody already has this username.");
  await expect(page.getByLabel("Username")).toBeFocused();
  await page.getByLabel("Username").fill(`${person.username}_2`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hanako");
  await page.reload();
  await expect(page.getByLabel("Username")).toHaveValue(`${person.username}_2`);
});

test("somebody signed in can make a second account", async ({ page, request, member }) => {
  const person = newPerson();
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByLabel("6-digit code").fill(codeIn(await newestMail(request, person.email)));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByLabel("Username")).toHaveValue(person.username);
});
