import { randomInt, randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { codeFor, newestMail } from "./mailbox.ts";

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

/** Without the form, for tests that begin after it. */
export async function arriveSignedIn(page: Page, identifier: string, password: string): Promise<void> {
  const data = { identifier, password };
  await page.context().request.post("/api/auth/login", { data, failOnStatusCode: true });
  await page.goto("/account");
}

export async function fillSignIn(page: Page, identifier: string, password: string): Promise<void> {
  const main = page.getByRole("main");
  await main.getByLabel("Email or username").fill(identifier);
  await main.getByLabel("Password", { exact: true }).fill(password);
  await main.getByRole("button", { name: "Sign in" }).click();
}

/** What a page whose session has ended shows, and nothing else. */
export function curtain(page: Page): Locator {
  return page.getByRole("dialog", { name: "You are signed out" });
}

/** In front of the page that went dark. */
export async function signInAgain(page: Page, identifier: string, password: string): Promise<void> {
  const dialog = curtain(page);
  await dialog.getByLabel("Email or username").fill(identifier);
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
}

/** What has just happened, over the page. */
export function toasts(page: Page): Locator {
  return page.getByRole("region", { name: "Notices" });
}

/** A Japanese mobile number that nobody else in this run has. */
export function newPhone(): string {
  return `+8190${randomInt(10_000_000, 100_000_000)}`;
}

/** Signs in by a mailed code: the account has no password, and is made by that if need be. */
export async function enterByCode(page: Page, request: APIRequestContext, email: string): Promise<void> {
  await page.goto("/sign-in/code");
  await page.getByLabel("Email or phone number").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("6-digit code").fill(await codeFor(request, email, "sign in"));
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account");
}

/** Opens a line of the account page; what is inside it. */
export async function openLine(page: Page, label: string): Promise<Locator> {
  const line = page.locator("details", { has: page.getByText(label, { exact: true }) });
  await line.locator("summary").click();
  return line;
}

/** As from the mail: an address that differs in its fragment only would not load the page. */
export async function openAnew(page: Page, link: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
}

/** The page about one's data, of somebody who comes in. */
export async function openData(page: Page, identifier: string, password: string): Promise<void> {
  await signIn(page, identifier, password);
  await page
    .getByRole("navigation", { name: "Your account" })
    .getByRole("link", { name: "Your data" })
    .click();
  await expect(page.getByRole("heading", { name: "Your data", level: 1 })).toBeVisible();
}
