import { THEME_COOKIE } from "../src/theme-cookie.ts";
import { expect, test } from "./fixtures.ts";
import { mailWith, newestMail } from "./mailbox.ts";
import { newMember, newPerson, signIn } from "./person.ts";

const AXES = { language: "Language", theme: "Colours" };

test("a browser that asks for German is answered in German, from the first byte", async ({ browser }) => {
  const context = await browser.newContext({ locale: "de-AT" });
  const page = await context.newPage();
  const answer = await page.goto("/sign-up");
  expect(await answer?.text()).toMatch(/<html [^>]*lang="de"/);
  await expect(page.getByRole("heading", { name: "Konto erstellen" })).toBeVisible();
  await page.getByRole("button", { name: "Konto erstellen" }).click();
  await expect(page.getByLabel("E-Mail")).toHaveAccessibleDescription("Gib deine E-Mail-Adresse ein.");
  await expect(page).toHaveTitle("Konto erstellen · Genkan");
  await context.close();
});

test("a language nobody has words for gets English", async ({ browser }) => {
  const context = await browser.newContext({ locale: "fi" });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

test("another language is chosen without losing what was typed, and is remembered", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill("hana");
  await page.getByLabel(AXES.language).selectOption({ label: "日本語" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("ログイン");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.getByLabel("メールアドレスまたはユーザー名")).toHaveValue("hana");
  await expect(page).toHaveTitle("ログイン · Genkan");
  await page.getByRole("main").getByRole("link", { name: "パスワードをお忘れですか？" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("パスワードをお忘れですか？");
  const answer = await page.reload();
  expect(await answer?.text()).toMatch(/<html [^>]*lang="ja"/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("パスワードをお忘れですか？");
});

test("a language whose words don't arrive leaves the page as it is and says so", async ({ page }) => {
  await page.goto("/sign-in");
  await page.route("**/assets/de-*.js", (route) => route.abort());
  await page.getByLabel(AXES.language).selectOption("de");
  await expect(page.getByText("This language didn’t arrive.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page.getByLabel(AXES.language)).toHaveValue("en");
});

test("a page whose words don't arrive says so instead of staying empty", async ({ page }) => {
  await page.route("**/assets/en-*.js", (route) => route.abort());
  await page.goto("/sign-in");
  await expect(page.getByText("This page didn’t arrive whole.")).toBeVisible();
});

test("dark is chosen by hand, wins over the system and is there from the first byte", async ({
  page,
  context,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  // Browsers write cookies behind the script that sets them.
  const kept = async () => (await context.cookies()).find(({ name }) => name === THEME_COOKIE)?.value;
  const light = await paper();
  await page.getByLabel(AXES.theme).selectOption("Dark");
  const dark = await paper();
  expect(dark).not.toBe(light);
  await expect.poll(kept).toBe("dark");
  const answer = await page.reload();
  expect(await answer?.text()).toContain('data-theme="dark"');
  expect(await paper()).toBe(dark);
  await page.getByLabel(AXES.theme).selectOption("As the system");
  expect(await paper()).toBe(light);
  await expect.poll(kept).toBe(undefined);
  expect(await (await page.reload())?.text()).not.toContain("data-theme");
});

test("whoever likes motion sees pages change, and the focus still comes along", async ({ page, member }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto("/");
  await page.evaluate(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (update) => {
      document.documentElement.dataset.transitions = "seen";
      return start(update);
    };
  });
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeFocused();
  await expect(page.locator("html")).toHaveAttribute("data-transitions", "seen");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Every house");
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("an account's language is that of its mails, and of the pages wherever it signs in", async ({
  page,
  browser,
  request,
}) => {
  const member = await newMember(request);
  await signIn(page, member.email, member.password);
  await page.getByLabel("Language of mails").selectOption("Deutsch");
  await expect(page.getByText("Gespeichert.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Anmeldewege" })).toBeVisible();
  await request.post("/api/auth/password/forgot", { data: { email: member.email } });
  await mailWith(request, member.email, ({ subject }) => subject.includes("Passwort"));

  const context = await browser.newContext({ locale: "en-GB" });
  const elsewhere = await context.newPage();
  await signIn(elsewhere, member.email, member.password);
  await expect(elsewhere.getByRole("heading", { name: "Anmeldewege" })).toBeVisible();
  await context.close();
});

test("whoever signs up in Japanese is written to in Japanese", async ({ browser, request }) => {
  const context = await browser.newContext({ locale: "ja-JP" });
  const page = await context.newPage();
  const person = newPerson();
  await page.goto("/sign-up");
  await page.getByLabel("メールアドレス").fill(person.email);
  await page.getByLabel("パスワード", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "アカウントを作成" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("メールをご確認ください");
  const mail = await newestMail(request, person.email);
  expect(mail.html).toContain('lang="ja"');
  await page.goto(mail.links[0] ?? "");
  await page.getByRole("main").getByRole("button", { name: "確認してログイン" }).click();
  await expect(page).toHaveURL("/account");
  await context.close();
});
