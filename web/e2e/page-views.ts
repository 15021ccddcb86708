import type { Page } from "@playwright/test";
import { fillSignIn, type Person, signIn } from "./person.ts";

export interface PageView {
  name: string;
  open(page: Page, member: Person): Promise<unknown>;
}

const at = (name: string, path: string): PageView => ({ name, open: (page) => page.goto(path) });

/** Every page, and the states of it that look different. */
export const PAGE_VIEWS: PageView[] = [
  at("home", "/"),
  at("sign-up", "/sign-up"),
  {
    name: "sign-up-refused",
    async open(page) {
      await page.goto("/sign-up");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("alert").first().waitFor();
    },
  },
  {
    name: "check-mail",
    async open(page) {
      await page.route("**/api/auth/signup", (route) => route.fulfill({ status: 202, json: {} }));
      await page.goto("/sign-up");
      await page.getByLabel("Email").fill("hana@example.com");
      await page.getByLabel("Password", { exact: true }).fill("seven quiet stepping stones");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("heading", { name: "Check your mail" }).waitFor();
    },
  },
  at("new-mail", "/check-mail"),
  at("confirm", "/confirm#token=anything"),
  at("confirm-broken", "/confirm"),
  at("sign-in", "/sign-in"),
  {
    name: "sign-in-limited",
    async open(page) {
      const problem = { code: "rate_limited", status: 429, title: "Too many", retryAfterSeconds: 600 };
      await page.route("**/api/auth/login", (route) => route.fulfill({ status: 429, json: problem }));
      await page.goto("/sign-in");
      await fillSignIn(page, "hana", "wrong");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "home-inside",
    async open(page, { email, password }) {
      await signIn(page, email, password);
      await page.getByText("with your password").waitFor();
      await page.goto("/");
      await page.getByRole("heading", { name: "Welcome in" }).waitFor();
    },
  },
  {
    name: "account",
    async open(page, { email, password }) {
      await signIn(page, email, password);
      await page.getByText("with your password").waitFor();
    },
  },
  at("not-found", "/no/such/page"),
];
