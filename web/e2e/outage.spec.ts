import { skipped } from "../../workers/testing/skipped.ts";
import { type BreakableService, startBreakableService } from "./breakable-service.ts";
import { expect, test } from "./fixtures.ts";
import { codeIn, newestMail } from "./mailbox.ts";
import { fillSignUp, newPerson } from "./person.ts";

/** A Worker has to start, on a computer that may be busy. */
const START_MS = 180_000;
/** The service notices within 5 s; the page gives it a little more before it speaks of it. */
const TOLD = { timeout: 15_000 };

let service: BreakableService | null = null;

test.beforeAll(async () => {
  test.setTimeout(START_MS);
  service = await startBreakableService();
  if (!service) skipped("the story of a database that goes", "there is no Postgres server");
});

test.afterAll(() => service?.stop());

test("a database that really goes and comes back costs nobody what they typed", async ({ browser }) => {
  test.skip(service === null, "there is no Postgres server");
  if (!service) return;
  const context = await browser.newContext({ baseURL: service.origin });
  const page = await context.newPage();
  const person = newPerson();
  await page.goto("/sign-up");
  await page.locator(".slip").waitFor({ state: "attached" });
  await fillSignUp(page, person);
  const statusPage = await context.newPage();
  await statusPage.goto("/status");
  const sentence = statusPage.getByRole("heading", { level: 1 });
  await expect(sentence).toHaveText("Everything works.");
  await page.bringToFront();

  await service.cut();
  const down = page.getByRole("dialog", { name: "The service is out of order" });
  await expect(down).toBeVisible(TOLD);
  await down.getByRole("button", { name: "Go on meanwhile" }).click();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Waiting for the service.")).toBeVisible();
  await expect(sentence).toHaveText(/^Down since/, TOLD);

  await service.mend();
  const back = page.getByRole("dialog", { name: "It’s back" });
  await expect(back).toBeVisible(TOLD);
  await back.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  await expect(sentence).toHaveText("Everything works.", TOLD);

  const mail = await newestMail(context.request, person.email);
  await page.getByLabel("6-digit code").fill(codeIn(mail));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL(`${service.origin}/account`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(person.name);
  await context.close();
});
