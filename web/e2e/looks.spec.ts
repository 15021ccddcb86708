import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";
import { PAGE_VIEWS } from "./page-views.ts";
import { signIn } from "./person.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const THEMES = ["light", "dark"] as const;
const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};
/** Colours don't change with the size, nor sizes with the colours: each of both is looked at once. */
const AXE = ["light-desktop", "dark-phone"];
/** Where pictures of every page go, to be looked at; none are made without it. */
const SCREENS = process.env.SCREENS;

/** There are many, and none needs another. */
test.describe.configure({ mode: "parallel" });

for (const { name, open } of PAGE_VIEWS) {
  test(`${name} is accessible in both themes, and fits 320 px`, async ({ page, member }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, member);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        const look = `${colorScheme}-${size}`;
        if (SCREENS) await page.screenshot({ path: `${SCREENS}/${name}-${look}.png` });
        if (!AXE.includes(look)) continue;
        // No script runs in a sandbox, axe's neither: dev-mailbox.spec.ts looks at mails outside of their frame.
        const axe = new AxeBuilder({ page }).exclude("iframe[sandbox]").withTags(RULES);
        const { violations } = await axe.analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`,
        );
        expect(found).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 320, height: 568 });
    await page.getByRole("heading").first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test("a long name and a long address fit 320 px", async ({ page, member }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await page.route("**/api/me", async (route) => {
    const answer = await route.fetch();
    const { user } = await answer.json();
    const long = {
      name: "Wolfeschlegelsteinhausenbergerdorff",
      email: `${"a.long.address.".repeat(5)}@example.com`,
    };
    await route.fulfill({ response: answer, json: { user: { ...user, ...long } } });
  });
  await signIn(page, member.email, member.password);
  await page.getByRole("heading", { name: "Ways in" }).waitFor();
  for (const path of ["/account", "/"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Wolfe");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});
