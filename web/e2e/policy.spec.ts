import { expect, test } from "./fixtures.ts";

test("text that some script would make markup of stays out", async ({ page, watched }) => {
  await page.goto("/sign-in");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const thrown = await page.evaluate(() => {
    try {
      document.body.innerHTML = "<img src=x>";
      return null;
    } catch (error) {
      return String(error);
    }
  });
  expect(thrown).toContain("requires 'TrustedHTML' assignment");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect.poll(() => watched.splice(0)).toEqual([expect.stringContaining("TrustedHTML")]);
});

test("no script may declare text trusted", async ({ page, watched }) => {
  await page.goto("/sign-in");
  const thrown = await page.evaluate(() => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string): unknown };
    };
    try {
      return trustedTypes.createPolicy("any");
    } catch (error) {
      return String(error);
    }
  });
  expect(thrown).toMatch(/^TypeError.*createPolicy/);
  await expect.poll(() => watched.splice(0)).toEqual([expect.stringContaining("trusted-types 'none'")]);
});
