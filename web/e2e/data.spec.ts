import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { codeFor } from "./mailbox.ts";
import { enterByCode, newMember, newPerson, openData } from "./person.ts";

/** The service under test wants a sign-in or a proof that is younger than 10 seconds. */
const STALE_MS = 10_500;

const gather = (page: Page) => page.getByRole("button", { name: "Gather my data" });
const found = (page: Page) => page.getByRole("heading", { name: "Here is what we found" });

async function saved(page: Page): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save the file" }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
})) {
  test(`on a ${size}, what is stored is told in words first and then saved, and goes nowhere else`, async ({
    page,
    request,
  }) => {
    await page.setViewportSize(viewport);
    const member = await newMember(request);
    await openData(page, member.email, member.password);
    await gather(page).click();
    await expect(found(page)).toBeFocused();
    const sent: string[] = [];
    page.on("request", (each) => sent.push(each.url()));
    const contents = page.getByRole("main").locator("dl");
    await expect(contents).toContainText(member.email);
    await expect(contents).toContainText("The file says so, and not what it is.");
    await expect(contents).toContainText("2 open, 0 that ended lately");
    await expect(contents).toContainText(/\d entries since/);

    const { name, text } = await saved(page);
    expect(name).toBe(`genkan-export-${new Date().toISOString().slice(0, 10)}.json`);
    const document = JSON.parse(text);
    expect(document.user.email).toBe(member.email);
    expect(document.sessions).toHaveLength(2);
    expect(document.events.map(({ type }: { type: string }) => type)).toContain("exported");
    expect(document.password).toMatchObject({ isSet: true, hash: { algorithm: "argon2id" } });
    expect(text).not.toContain("$argon2id$");
    expect(sent.filter((url) => !url.startsWith("blob:") && !url.endsWith("/api/auth/refresh"))).toEqual([]);

    await page.getByRole("button", { name: "Gather anew" }).click();
    await expect(gather(page)).toBeVisible();
  });
}

test("whoever signed in a while ago proves it by the password, and it goes on by itself", async ({
  page,
  request,
}) => {
  const member = await newMember(request);
  await openData(page, member.email, member.password);
  await setTimeout(STALE_MS);
  await gather(page).click();
  await expect(page.getByText("You signed in a while ago.")).toBeVisible();
  const confirm = page.getByRole("button", { name: "Confirm and go on" });
  await confirm.click();
  await expect(page.getByLabel("Current password")).toBeFocused();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/or have a code sent to you/);
  await page.getByLabel("Current password").fill("not the password");
  await confirm.click();
  await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(
    /isn’t your current password/,
  );
  await page.getByLabel("Current password").fill(member.password);
  await confirm.click();
  await expect(found(page)).toBeFocused();
  expect(JSON.parse((await saved(page)).text).user.email).toBe(member.email);
});

test("whoever has no password proves it by a code", async ({ page, request }) => {
  const { email } = newPerson();
  await enterByCode(page, request, email);
  await page.getByRole("link", { name: "Your data" }).click();
  await setTimeout(STALE_MS);
  await gather(page).click();
  await page.getByRole("button", { name: `Send a code to ${email}` }).click();
  await page.getByLabel("6-digit code").fill(await codeFor(request, email, "confirm"));
  await page.getByRole("button", { name: "Confirm and go on" }).click();
  await expect(found(page)).toBeFocused();
  await expect(page.getByText("None is set.")).toBeVisible();
});

test("a copy that can't be gathered says why, and is gathered at the next try", async ({ page, member }) => {
  await openData(page, member.email, member.password);
  const problem = { code: "unavailable", status: 503, title: "Busy" };
  await page.route("**/api/me/export", (route) => route.fulfill({ status: 503, json: problem }), {
    times: 1,
  });
  await gather(page).click();
  await expect(page.getByRole("alert")).toContainText("Try again in a moment");
  await gather(page).click();
  await expect(found(page)).toBeFocused();
});

test("a long gathering shows that it is under way", async ({ page, member }) => {
  await openData(page, member.email, member.password);
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/me/export", async (route) => {
    await asked;
    await route.continue();
  });
  await gather(page).click();
  await expect(page.getByRole("progressbar", { name: "Gathering…" })).toBeVisible();
  answer();
  await expect(found(page)).toBeFocused();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});
