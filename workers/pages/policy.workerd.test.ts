import { expect, it } from "vitest";
import { raw } from "../testing/raw.ts";

const NAVIGATION = { accept: "text/html" };

async function policyOf(path: string): Promise<string[]> {
  const { headers } = await raw(path, { method: "GET", headers: NAVIGATION });
  return (headers.get("content-security-policy") ?? "").split("; ");
}

it.each(["/", "/sign-in", "/nowhere", "/__dev"])(
  "the page %s takes nothing but ours, and no text as markup or code",
  async (path) => {
    const policy = await policyOf(path);
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]),
    );
    const sources = policy
      .filter((directive) => directive.includes("-src "))
      .map((directive) => directive.split(" ")[1]);
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'"]));
  },
);

it.each(["/healthz", "/api/me", "/api/nowhere", "/favicon.svg", "/docs-assets/start.js"])(
  "what %s answers loads nothing, were it opened as a page",
  async (path) => {
    expect(await policyOf(path)).toEqual([
      "default-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  },
);

it("the API reference has our page's policy, but for the library's pictures and markup", async () => {
  const [page, reference] = await Promise.all([policyOf("/"), policyOf("/docs")]);
  expect(reference.filter((directive) => !page.includes(directive))).toEqual(["img-src 'self' data:"]);
  expect(page.filter((directive) => !reference.includes(directive))).toEqual([
    "img-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});
