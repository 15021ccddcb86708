import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "./fixtures.ts";

test("the API's documentation opens and lists the ways in", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "API documentation" }).click();
  await expect(page).toHaveTitle("Genkan API");
  await page.getByText("/api/auth/login").click();
  await expect(page.getByText("invalid_credentials").first()).toBeVisible();
});

test("the OpenAPI document is valid OpenAPI 3.1", async ({ request }) => {
  const document = await (await request.get("/openapi.json")).json();
  const { valid, errors } = await new Validator().validate(document);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});
