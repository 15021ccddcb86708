import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { newestMail } from "./mailbox.ts";

export interface Person {
  name: string;
  email: string;
  username: string;
  password: string;
}

export function newPerson(): Person {
  const id = randomUUID().slice(0, 8);
  return {
    name: "Hana Mori",
    email: `hana.${id}@example.com`,
    username: `hana_${id}`,
    password: "seven quiet stepping stones",
  };
}

/** Signs up and confirms without a browser, for tests that begin after that. */
export async function newMember(request: APIRequestContext): Promise<Person> {
  const person = newPerson();
  await request.post("/api/auth/signup", { data: person, failOnStatusCode: true });
  const { code } = await newestMail(request, person.email);
  const data = { email: person.email, code, delivery: "token" };
  await request.post("/api/auth/email/verify", { data, failOnStatusCode: true });
  return person;
}

export async function fillSignUp(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel(/^Name/).fill(person.name);
  await page.getByLabel("Username").fill(person.username);
}

export async function signIn(page: Page, identifier: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, identifier, password);
}

export async function fillSignIn(page: Page, identifier: string, password: string): Promise<void> {
  const main = page.getByRole("main");
  await main.getByLabel("Email or username").fill(identifier);
  await main.getByLabel("Password", { exact: true }).fill(password);
  await main.getByRole("button", { name: "Sign in" }).click();
}
