import { test as base, expect } from "@playwright/test";
import { newMember, type Person } from "./person.ts";
import { serviceOf } from "./service.ts";

interface Fixtures {
  /** For a test about pages that throw. */
  mayThrow: boolean;
  /** No page may throw, nor want what the content security policy forbids. */
  watched: undefined;
}

interface WorkerFixtures {
  /** Somebody with a confirmed address. Tests may sign in as this person, not change or lock the account. */
  member: Person;
}

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
  mayThrow: [false, { option: true }],
  watched: [
    async ({ context, mayThrow }, use) => {
      const wrong: string[] = [];
      if (!mayThrow) context.on("weberror", (error) => wrong.push(error.error().message));
      context.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) wrong.push(message.text());
      });
      await use(undefined);
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
