import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { newMember, newPerson, openLine, signIn } from "./person.ts";

const LIST = "**/common-passwords.bin";
const GOOD = "seven quiet stepping stones";

const password = (page: Page) => page.getByLabel("Password", { exact: true });

async function expectAdvice(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.locator(".guidance")).toHaveText(words);
  await expect(password(page)).toHaveAccessibleDescription(
    words instanceof RegExp ? words : new RegExp(words),
  );
}

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
})) {
  test(`on a ${size}, a line says what is still missing, and when it is good`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.goto("/sign-up");
    await expect(password(page)).toHaveAccessibleDescription(/8 characters or more/);
    await password(page).pressSequentially("seven");
    await expectAdvice(page, "3 more characters.");
    await password(page).pressSequentially(" q");
    await expectAdvice(page, "1 more character.");
    await password(page).pressSequentially("uiet stepping stones");
    await expectAdvice(page, /^.*Good: long enough/);
    await password(page).fill("");
    await expect(page.locator(".guidance")).toHaveCount(0);
  });
}

const CASES = [
  { typed: "🏯🏯🏯", words: "5 more characters." },
  { typed: "password123", words: "on a list of leaked passwords" },
  { typed: "PassWord123", words: "on a list of leaked passwords" },
  { typed: "my genkan house key", words: "Leave “Genkan” out of it." },
  { typed: "x".repeat(259), words: "3 characters too many." },
  { typed: "🏯".repeat(257), words: "1 character too many." },
];
for (const { typed, words } of CASES) {
  test(`${[...typed].slice(0, 20).join("")} is answered: ${words}`, async ({ page }) => {
    await page.goto("/sign-up");
    await password(page).fill(typed);
    await expectAdvice(page, new RegExp(words));
  });
}

test("an address that is typed after the password counts too", async ({ page }) => {
  await page.goto("/sign-up");
  await password(page).fill("the house of hana.mori");
  await expectAdvice(page, /Good/);
  await page.getByLabel("Email").fill("hana.mori@example.com");
  await expectAdvice(page, /Leave your address out of it/);
});

test("a new password of an account may not have its address in it", async ({ page, member }) => {
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Password");
  await line.getByLabel("New password").fill(`my ${member.email.split("@")[0]} garden`);
  await expect(line.getByText("Leave your address out of it.")).toBeVisible();
  await line.getByLabel("New password").fill(GOOD);
  await expect(line.getByText("Good: long enough")).toBeVisible();
});

test("the password stays in the browser until the form is sent", async ({ page }) => {
  const asked: { url: string; body: string | null }[] = [];
  page.on("request", (each) => asked.push({ url: each.url(), body: each.postData() }));
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill("hana@example.com");
  expect(asked.filter(({ url }) => url.endsWith(".bin"))).toEqual([]);
  await password(page).pressSequentially(GOOD);
  await expectAdvice(page, /Good/);
  await page.getByLabel(/^Name/).focus();
  await password(page).focus();
  expect(asked.filter(({ url }) => url.endsWith(".bin"))).toHaveLength(1);
  const isToldIn = ({ url, body }: (typeof asked)[number]) => `${url} ${body}`.includes("stepping");
  expect(asked.filter(isToldIn)).toEqual([]);
  await page.route("**/api/auth/signup", (route) => route.fulfill({ status: 202, json: {} }));
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  expect(asked.filter(isToldIn)).toHaveLength(1);
});

test("without the list nothing is promised, the service refuses, and typing on takes that back", async ({
  page,
}) => {
  await page.route(LIST, (route) => route.abort());
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill(newPerson().email);
  await password(page).fill("password123");
  await expectAdvice(page, /Long enough\./);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("alert")).toContainText("on a list of leaked ones");
  await expect(password(page)).toBeFocused();
  await expect(page.locator(".guidance")).toHaveCount(0);
  await password(page).pressSequentially("4");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expectAdvice(page, /Long enough\./);
});

test("those who listen hear it when they pause, and not at each key", async ({ page }) => {
  await page.clock.install();
  await page.goto("/sign-up");
  await password(page).focus();
  const spoken = page.locator(".guided").getByRole("status");
  await spoken.waitFor({ state: "attached" });
  await page.clock.pauseAt(Date.now() + 60_000);
  const heard = await spoken.evaluateHandle((element) => {
    const said: string[] = [];
    new MutationObserver(() => said.push(element.textContent ?? "")).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return said;
  });
  for (const key of "seven") {
    await page.keyboard.press(key);
    await page.clock.runFor(100);
  }
  await expectAdvice(page, "3 more characters.");
  expect(await heard.jsonValue()).toEqual([]);
  await page.clock.runFor(2_000);
  await expect(spoken).toHaveText("3 more characters.");
  await page.keyboard.press("s");
  await page.clock.runFor(100);
  await expectAdvice(page, "2 more characters.");
  expect(await heard.jsonValue()).toEqual(["3 more characters."]);
});

test("a service that wants longer passwords says so before and while they are typed", async ({ page }) => {
  await page.route("**/sign-up", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('data-password-min="8"', 'data-password-min="15"');
    await route.fulfill({ response: answer, body });
  });
  await page.goto("/sign-up");
  await expect(password(page)).toHaveAccessibleDescription(/15 characters or more/);
  await password(page).fill("seven stones");
  await expectAdvice(page, "3 more characters.");
});

test("a password that is shown keeps its caret, and the button says how it stands", async ({ page }) => {
  await page.goto("/sign-up");
  await password(page).fill(GOOD);
  await password(page).evaluate((input: HTMLInputElement) => input.setSelectionRange(5, 5));
  const show = page.getByRole("button", { name: "Show password" });
  await expect(show).toHaveAttribute("aria-pressed", "false");
  await show.click();
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await expect(password(page)).toHaveAttribute("type", "text");
  await password(page).focus();
  await page.keyboard.type("!");
  await expect(password(page)).toHaveValue("seven! quiet stepping stones");
});

test("what a form was sent with is not judged any more once it is empty again", async ({ page, request }) => {
  const member = await newMember(request);
  await signIn(page, member.email, member.password);
  const line = await openLine(page, "Password");
  await line.getByLabel(/^Current password/).fill(member.password);
  await line.getByLabel("New password").fill("eleven slow paper lanterns");
  await line.getByRole("button", { name: "Change password" }).click();
  await expect(line.getByText("Your password is changed.")).toBeVisible();
  await expect(line.locator(".guidance")).toHaveCount(0);
});
