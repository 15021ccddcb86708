import type { Page } from "@playwright/test";
import { PAGE_PATHS } from "../src/routes.ts";
import { expect, test } from "./fixtures.ts";

const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};

/** A middling phone on slow 4G, as Lighthouse has it: what arrives and is drawn in pieces shows as pieces. */
const SLOW = { latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000, offline: false };
const SLOW_PROCESSOR = 4;

/** Chromium's own record of what it has drawn and then moved. */
interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Element | null }[];
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW_PROCESSOR });
}

/** The service is well, and stays so: that it no longer is would be news, and news may take room. */
async function keepWell(page: Page): Promise<void> {
  const names = ["database", "redis", "mail", "realtime"];
  const checkedAt = new Date().toISOString();
  const components = Object.fromEntries(
    names.map((name) => [name, { status: "ok", latencyMs: 1, checkedAt }]),
  );
  await page.route("**/api/status", (route) =>
    route.fulfill({ json: { status: "ok", components, changes: [] } }),
  );
  await page.routeWebSocket("**/ws/health", () => undefined);
}

/** Keeps the record from the first frame on. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    const note = (entries: PerformanceEntryList) => {
      for (const { value, sources } of entries as Shift[]) {
        const moved = sources.map(({ node }) => node?.className || node?.nodeName);
        seen.push(`${moved.join(", ")} by ${value}`);
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    Object.assign(globalThis, {
      shifts() {
        note(observer.takeRecords());
        return seen;
      },
    });
  });
}

/** What moved until the page was whole and two frames were drawn of it. */
async function shiftsOf(page: Page, path: string): Promise<string[]> {
  await page.goto(path, { waitUntil: "networkidle" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return (globalThis as unknown as { shifts(): string[] }).shifts();
  });
}

/** The account leads strangers on to signing in, which is another page. */
const PATHS = PAGE_PATHS.filter((path) => !path.startsWith("/account"));

for (const path of PATHS) {
  test(`nothing moves while ${path} comes`, async ({ page }) => {
    await watchShifts(page);
    await keepWell(page);
    for (const slow of [false, true]) {
      if (slow) await slowDown(page);
      for (const [size, viewport] of Object.entries(SIZES)) {
        await page.setViewportSize(viewport);
        expect(await shiftsOf(page, path), `on a ${slow ? "slow " : ""}${size}`).toEqual([]);
      }
    }
  });
}

test("what does move is seen", async ({ page }) => {
  await watchShifts(page);
  await page.route("**/sign-in", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace("<body>", '<body><img src="/favicon.ico?late" alt="">');
    await route.fulfill({ response: answer, body });
  });
  await page.route("**/favicon.ico?late", async (route) => {
    await page.getByRole("heading", { level: 1 }).waitFor();
    await route.continue();
  });
  expect(await shiftsOf(page, "/sign-in")).not.toEqual([]);
});
