import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures.ts";
import { fillSignIn, fillSignUp, newMember, newPerson, signIn, toasts } from "./person.ts";

test("a wrong password says how many tries are left and keeps the address", async ({ page, request }) => {
  const { email } = await newMember(request);
  await signIn(page, email, "not the password");
  await expect(page.getByRole("alert")).toContainText("4 tries left");
  await expect(page.getByLabel("Email or username")).toHaveValue(email);
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveAccessibleDescription(/isn’t right/);
});

test("after the last try a clock runs down", async ({ page }) => {
  const nobody = `nobody_${randomUUID().slice(0, 8)}`;
  await page.goto("/sign-in");
  for (const left of ["4 tries left", "3 tries left", "2 tries left", "1 try left", "the last try for now"]) {
    await fillSignIn(page, nobody, "not the password");
    await expect(page.getByRole("alert")).toContainText(left);
  }
  await fillSignIn(page, nobody, "not the password");
  await expect(page.getByRole("alert")).toContainText("too many tries");
  const clock = page.getByText(/^Try again in \d+:\d\d$/);
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? "");
});

test("an address that waits to be confirmed is told so", async ({ page, request }) => {
  const person = newPerson();
  await request.post("/api/auth/signup", { data: person });
  await signIn(page, person.email, person.password);
  await expect(page.getByRole("alert")).toContainText("isn’t confirmed yet");
  await page.getByRole("button", { name: "Enter the code or get another mail" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  await expect(page.getByRole("main")).toContainText(person.email);
});

test("another mail can be had after a minute", async ({ page }) => {
  const person = newPerson();
  await page.clock.install();
  await page.goto("/sign-up");
  await fillSignUp(page, person);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(/you can have another in 0:\d\d|another in 1:00/)).toBeVisible();
  await page.clock.fastForward(61_000);
  await page.route("**/api/auth/email/resend", (route) => route.fulfill({ status: 202, json: {} }));
  const resent = page.waitForRequest("**/api/auth/email/resend");
  await page.getByRole("button", { name: "Send another mail" }).click();
  expect((await resent).postDataJSON()).toEqual({ email: person.email });
  await expect(toasts(page)).toContainText("A new mail is on its way");
});

test("what is missing is named, and the first of it has the focus", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/Enter your email address/);
  await expect(page.getByRole("alert")).toHaveCount(2);
});

test.describe("a password that is refused", () => {
  const person = newPerson();
  const cases = [
    ["short", "Too short: use at least 8 characters"],
    ["password1", "on a list of leaked ones"],
    [`xx ${person.email} xx`, "Leave your address out"],
    ["my genkan house key", "Leave this service’s name out"],
  ] as const;
  for (const [password, words] of cases) {
    test(`says why: ${words}`, async ({ page }) => {
      await page.goto("/sign-up");
      await fillSignUp(page, { ...person, password });
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByRole("alert")).toContainText(words);
      await expect(page.getByLabel("Password", { exact: true })).toHaveValue(password);
      await expect(page.getByLabel("Email")).toHaveValue(person.email);
    });
  }
});

const TROUBLES = [
  { name: "no network", status: 0, words: "We can’t reach the server" },
  { name: "a service that is down", status: 503, words: "The service is busy" },
  { name: "a gateway’s own page", status: 502, words: "The service is busy" },
  { name: "a fault of ours", status: 500, words: "Something went wrong on our side" },
];
for (const { name, status, words } of TROUBLES) {
  test(`${name} keeps what was typed`, async ({ page }) => {
    await page.route("**/api/auth/signup", (route) =>
      status === 0 ? route.abort() : route.fulfill({ status, contentType: "text/html", body: "<h1>oh</h1>" }),
    );
    const person = newPerson();
    await page.goto("/sign-up");
    await fillSignUp(page, person);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("alert")).toContainText(words);
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue(person.password);
  });
}

test("a page that is not there says so", async ({ page }) => {
  const answer = await page.goto("/no/such/page");
  expect(answer?.status()).toBe(404);
  await page.getByRole("link", { name: "Back to the entrance" }).click();
  await expect(page).toHaveURL("/");
});
