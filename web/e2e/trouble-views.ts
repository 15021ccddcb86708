import type { Page } from "@playwright/test";
import { DATABASE_DOWN, MAIL_LATE, standInHealth } from "./health-stand-in.ts";
import type { PageView } from "./page-view.ts";
import { fillSignUp, newPerson } from "./person.ts";

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** The sign-up page, half filled, with whatever goes wrong around it. */
async function signUpIn(
  page: Page,
  statuses: Parameters<Awaited<ReturnType<typeof standInHealth>>["become"]>[0],
) {
  const service = await standInHealth(page);
  await page.goto("/sign-up");
  await fillSignUp(page, newPerson());
  service.become(statuses);
  return service;
}

async function openDown(page: Page) {
  const service = await signUpIn(page, DATABASE_DOWN);
  await page.getByRole("dialog", { name: "The service is out of order" }).waitFor();
  return service;
}

/** A day with something in it, and how it ended. */
async function openStatus(page: Page, statuses: Parameters<typeof signUpIn>[1]): Promise<void> {
  const service = await standInHealth(page);
  service.become({ mail: "degraded" }, hoursAgo(19.2));
  service.become({ mail: "down" }, hoursAgo(18));
  service.become({}, hoursAgo(16.4));
  service.become({ database: "down" }, hoursAgo(7.1));
  service.become({}, hoursAgo(7.03));
  service.become(statuses, hoursAgo(0.4));
  await page.goto("/status");
  await page.getByRole("heading", { name: "What it stands on" }).waitFor();
}

export const TROUBLE_VIEWS: PageView[] = [
  { name: "outage", open: openDown },
  {
    name: "outage-over",
    async open(page) {
      const service = await openDown(page);
      service.become({});
      await page.getByRole("dialog", { name: "It’s back" }).waitFor();
    },
  },
  {
    name: "outage-unreachable",
    async open(page) {
      const service = await standInHealth(page);
      await page.goto("/sign-in");
      await page.getByRole("complementary").waitFor({ state: "attached" });
      await service.vanish();
      await page.getByRole("dialog", { name: "We can’t reach the service" }).waitFor();
    },
  },
  {
    name: "held",
    async open(page) {
      await openDown(page);
      await page.getByRole("button", { name: "Go on meanwhile" }).click();
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("Waiting for the service").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "degraded",
    async open(page) {
      await signUpIn(page, MAIL_LATE);
      await page.getByRole("link", { name: "Mail and codes may be late" }).waitFor();
    },
  },
  {
    name: "offline",
    async open(page) {
      await page.goto("/sign-in");
      await page.getByRole("complementary").waitFor({ state: "attached" });
      await page.context().setOffline(true);
      await page.getByText("You are offline").waitFor();
    },
  },
  { name: "status", open: (page) => openStatus(page, {}) },
  { name: "status-degraded", open: (page) => openStatus(page, MAIL_LATE) },
  { name: "status-down", open: (page) => openStatus(page, DATABASE_DOWN) },
  {
    name: "status-empty",
    async open(page) {
      await standInHealth(page);
      await page.goto("/status");
      await page.getByText("Nothing happened in the last 24 hours.").waitFor();
    },
  },
  {
    name: "status-missing",
    async open(page) {
      const service = await standInHealth(page);
      await page.goto("/status");
      await page.getByText("Nothing happened in the last 24 hours.").waitFor();
      await service.vanish();
      await page.getByRole("heading", { name: "We can’t ask how the service is." }).waitFor();
    },
  },
];
