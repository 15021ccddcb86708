import { test as base, expect } from "@playwright/test";
import { newMember, type Person } from "./person.ts";
import { serviceOf } from "./service.ts";

interface Fixtures {
  /** What went wrong unseen: no page may throw, nor want what its policy forbids. A test that provokes it takes it out. */
  watched: string[];
}

interface WorkerFixtures {
  /** Somebody with a confirmed address. Tests may sign in as this person, not change or lock the account. */
  member: Person;
}

/** How Chromium says that a policy stopped something. */
const FORBIDDEN = /Content Security Policy|Trusted(HTML|Script|ScriptURL)\b/i;

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern.
  baseURL: async ({}, use, { parallelIndex }) => use(serviceOf(parallelIndex)),
  member: [
    async ({ playwright }, use, { parallelIndex }) => {
      const request = await playwright.request.newContext({ baseURL: serviceOf(parallelIndex) });
      await use(await newMember(request));
      await request.dispose();
    },
    { scope: "worker" },
  ],
  watched: [
    async ({ context }, use) => {
      const wrong: string[] = [];
      context.on("weberror", (error) => wrong.push(error.error().message));
      context.on("console", (message) => {
        if (FORBIDDEN.test(message.text())) wrong.push(message.text());
      });
      await use(wrong);
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
