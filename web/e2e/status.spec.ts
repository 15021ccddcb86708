import { expect, test } from "./fixtures.ts";
import { DATABASE_DOWN, MAIL_LATE, standInHealth } from "./health-stand-in.ts";
import { signIn } from "./person.ts";

test("whoever wonders finds how the service really is, from the entrance and from every page", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "All systems work" }).click();
  await expect(page).toHaveURL("/status");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything works.");
  for (const name of ["Database", "Live connection", "Mail"]) {
    const part = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
    await expect(part).toContainText("works");
    await expect(part).toContainText(/\d ms/);
  }
  const redis = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Redis" }) });
  await expect(redis).toContainText("not in use");
  await expect(page.getByText(/checked (now|\d+ seconds? ago)/)).toBeVisible();

  await page.goto("/sign-in");
  await page.getByRole("contentinfo").getByRole("link", { name: "Status" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything works.");
});

test("members read the same page and stay who they are", async ({ page, member }) => {
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.getByRole("contentinfo").getByRole("link", { name: "Status" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything works.");
  await expect(page.getByRole("banner").getByRole("link", { name: member.name })).toBeVisible();
});

test("the page follows an outage as it happens, in one sentence, in its parts and in its news", async ({
  page,
}) => {
  const service = await standInHealth(page);
  await page.goto("/status");
  await expect(page.getByText("Nothing happened in the last 24 hours.")).toBeVisible();
  const heading = page.getByRole("heading", { level: 1 });
  const database = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Database" }) });
  const newest = page.getByRole("region", { name: "The last 24 hours" }).getByRole("listitem").first();

  service.become(MAIL_LATE);
  await expect(heading).toHaveText("Mail may be late.");
  await expect(newest).toContainText("Mail: slow");

  service.become({ ...MAIL_LATE, ...DATABASE_DOWN });
  await expect(heading).toHaveText(/^Down since \d+:\d\d/);
  await expect(database).toContainText("Nobody can sign up, sign in or save anything.");
  await expect(newest).toContainText("Database: down");
  // The page itself says it all.
  await expect(page.locator(".slip")).toBeEmpty();

  service.become(MAIL_LATE);
  await expect(heading).toHaveText("Mail may be late.");
  await expect(newest).toContainText(/Database: works again, after \d+ seconds?/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a day that can be seen can be read, too", async ({ page }) => {
  const service = await standInHealth(page);
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  service.become({ mail: "down" }, at(3));
  service.become({}, at(2));
  await page.goto("/status");
  const table = page.getByRole("table", { name: "Mail: the last 24 hours" });
  await expect(table.getByRole("row")).toHaveText([/FromToState/, /works$/, /down$/, /works$/]);
});

test("without an answer the page says so and what was known, and goes on by itself", async ({ page }) => {
  const service = await standInHealth(page);
  await page.goto("/status");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Everything works.");
  await service.vanish();
  await page.getByRole("link", { name: "Genkan" }).click();
  await page.getByRole("contentinfo").getByRole("link", { name: "Status" }).click();
  await expect(heading).toHaveText("We can’t ask how the service is.");
  await expect(page.getByText(/was so at \d+:\d\d/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Database" })).toBeVisible();
  service.become(MAIL_LATE);
  await service.comeBack();
  await expect(heading).toHaveText("Mail may be late.", { timeout: 20_000 });
});

test.describe("in German", () => {
  test.use({ locale: "de" });
  test("the page speaks German", async ({ page }) => {
    const service = await standInHealth(page);
    service.become(MAIL_LATE);
    await page.goto("/status");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("E-Mails kommen vielleicht später.");
    await expect(page.getByRole("heading", { name: "heute" })).toBeVisible();
  });
});
