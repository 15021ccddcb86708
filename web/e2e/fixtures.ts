import { test as base, expect } from "@playwright/test";
import { newMember, type Person } from "./person.ts";

interface Fixtures {
  /** No page may throw, nor want what the content security policy forbids. */
  watched: undefined;
}

interface WorkerFixtures {
  /** Somebody with a confirmed address. Tests may sign in as this person, not change or lock the account. */
  member: Person;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  member: [
    async ({ playwright }, use, { project }) => {
      const request = await playwright.request.newContext({ baseURL: project.use.baseURL ?? "" });
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
        if (message.text().includes("Content Security Policy")) wrong.push(message.text());
      });
      await use(undefined);
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
