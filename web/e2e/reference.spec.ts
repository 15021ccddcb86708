import { expect, test } from "./fixtures.ts";

test("the API's documentation opens and lists the ways in", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "API documentation" }).click();
  await expect(page).toHaveTitle("Genkan API");
  await expect(page.getByText("/api/auth/login")).toBeVisible();
});
