import type { Page, Route } from "@playwright/test";
import { DATA_VIEWS } from "./data-views.ts";
import { GUIDANCE_VIEWS } from "./guidance-views.ts";
import { MISHAP_VIEWS } from "./mishap-views.ts";
import { at, type PageView } from "./page-view.ts";
import { arriveSignedIn, fillSignIn, openLine, type Person } from "./person.ts";
import { ALL_TYPES, DEVICES, event, tenSessions } from "./samples.ts";
import { TROUBLE_VIEWS } from "./trouble-views.ts";

/** A mailed link that is used, with what the service answers. */
function used(name: string, path: string, button: string, heading: string, answer: object): PageView {
  return {
    name,
    async open(page) {
      await page.route("**/api/auth/*/**", (route) =>
        route.fulfill({ status: "code" in answer ? 410 : 200, json: answer }),
      );
      await page.goto(`${path}#token=anything`);
      await page.getByRole("main").getByRole("button", { name: button, exact: true }).click();
      await page.getByRole("heading", { name: heading }).waitFor();
    },
  };
}

const CHALLENGE = { challengeId: "otp_any", expiresIn: 300, resendIn: 60 };

/** The account page, with these of its lines open. */
function accountWith(name: string, labels: string[], more?: (page: Page) => Promise<unknown>): PageView {
  return {
    name,
    async open(page, { email, password }) {
      await arriveSignedIn(page, email, password);
      await page.getByRole("heading", { name: "Ways in" }).waitFor();
      for (const label of labels) await openLine(page, label);
      await more?.(page);
    },
  };
}

const BUSY = { status: 503, json: { code: "unavailable", status: 503, title: "Busy" } };
const SESSIONS = "**/api/me/sessions";
const EVENTS = "**/api/me/events?*";

/** A page of the account with what the service answers, or with no answer yet. */
function insideWith(
  name: string,
  path: string,
  url: string,
  answer: Parameters<Route["fulfill"]>[0] | null,
  then: (page: Page) => Promise<unknown>,
): PageView {
  return {
    name,
    async open(page, { email, password }) {
      await page.route(url, (route) => (answer === null ? undefined : route.fulfill(answer)));
      await arriveSignedIn(page, email, password);
      await page.getByRole("heading", { name: "Ways in" }).waitFor();
      await page.goto(path);
      await then(page);
    },
  };
}

/** Every type there is, some failures in a row, an operator's act, and one type that the page does not know. */
function allEvents() {
  const operator = { device: null, ip: null, location: null };
  const types = ALL_TYPES.map((type, index) =>
    event(type, index * 150, type.startsWith("account_") ? operator : {}),
  );
  const failures = [1, 2, 3].map((minute) => event("sign_in_failed", minute, { device: DEVICES.long }));
  const unknown = { ...event("exported", 4_000), type: "abducted" };
  return { events: [...failures, ...types, unknown], nextCursor: "more" };
}

const HISTORY_VIEWS = [
  insideWith("activity", "/account/activity", EVENTS, { json: allEvents() }, (page) =>
    page.getByText("3 failed tries to sign in").waitFor(),
  ),
  insideWith("activity-help", "/account/activity", EVENTS, { json: allEvents() }, async (page) => {
    await page.getByText("This wasn’t me?").nth(1).click();
    await page.getByRole("link", { name: "Choose a new password" }).waitFor();
  }),
  insideWith("activity-coming", "/account/activity", EVENTS, null, (page) =>
    page.locator(".history[aria-busy=true]").waitFor(),
  ),
  insideWith(
    "activity-empty",
    "/account/activity",
    EVENTS,
    { json: { events: [], nextCursor: null } },
    (page) => page.getByText("Nothing yet").waitFor(),
  ),
  insideWith("activity-failed", "/account/activity", EVENTS, BUSY, (page) =>
    page.getByRole("alert").waitFor(),
  ),
];

const TEN = { json: { sessions: tenSessions() } };

const WALL_VIEWS = [
  insideWith("sessions", "/account/sessions", SESSIONS, TEN, (page) =>
    page.getByRole("heading", { name: "Other devices 9" }).waitFor(),
  ),
  insideWith("sessions-end-failed", "/account/sessions", SESSIONS, TEN, async (page) => {
    await page.route("**/api/me/sessions/*", (route) => route.fulfill(BUSY));
    await page.getByRole("button", { name: "End iPad" }).click();
    await page.getByRole("alert").scrollIntoViewIfNeeded();
  }),
  insideWith("sessions-end-others", "/account/sessions", SESSIONS, TEN, async (page) => {
    await page.getByRole("button", { name: "End all others" }).click();
    await page.getByRole("heading", { name: "End all 9 other sessions?" }).waitFor();
  }),
  insideWith("sessions-coming", "/account/sessions", SESSIONS, null, (page) =>
    page.locator(".wall[aria-busy=true]").waitFor(),
  ),
  insideWith(
    "sessions-alone",
    "/account/sessions",
    SESSIONS,
    { json: { sessions: tenSessions().slice(0, 1) } },
    (page) => page.getByText("Only you, only here").waitFor(),
  ),
  insideWith("sessions-failed", "/account/sessions", SESSIONS, BUSY, (page) =>
    page.getByRole("alert").waitFor(),
  ),
];

/** The account page of a session that has just been ended from elsewhere, as its socket would say. */
async function openEnded(page: Page, { email, password }: Person): Promise<void> {
  let end = () => {};
  await page.routeWebSocket("**/ws", (socket) => {
    end = () => socket.send(JSON.stringify({ type: "session_revoked", payload: { reason: "logout_all" } }));
  });
  await arriveSignedIn(page, email, password);
  await page.getByRole("heading", { name: "Ways in" }).waitFor();
  await page.request.post("/api/auth/logout-all", { failOnStatusCode: true });
  end();
  await page.getByText("You signed out everywhere.").waitFor();
}

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
      await arriveSignedIn(page, email, password);
      await page.getByRole("heading", { name: "Ways in" }).waitFor();
      await page.goto("/");
      await page.getByRole("heading", { name: "Welcome in" }).waitFor();
    },
  },
  {
    name: "account",
    async open(page, { email, password }) {
      await arriveSignedIn(page, email, password);
      await page.getByRole("heading", { name: "Ways in" }).waitFor();
    },
  },
  accountWith("account-ways-in", ["Email address", "Password", "Phone number"], async (page) => {
    await page.getByRole("heading", { name: "Ways in" }).scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByRole("alert").waitFor();
  }),
  accountWith("account-reauth", ["Password"], async (page) => {
    const problem = { code: "reauth_required", status: 403, title: "Sign in again" };
    await page.route("**/api/me/password", (route) => route.fulfill({ status: 403, json: problem }));
    await page.route("**/api/me/reauth/send", (route) => route.fulfill({ status: 202, json: CHALLENGE }));
    await page.getByLabel("New password").fill("eleven slow paper lanterns");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByRole("button", { name: "Send a code to" }).click();
    await page.getByLabel("6-digit code").scrollIntoViewIfNeeded();
  }),
  accountWith("account-phone-code", ["Phone number"], async (page) => {
    await page.route("**/api/me/phone", (route) => route.fulfill({ status: 202, json: CHALLENGE }));
    await page.getByRole("textbox", { name: "Phone number" }).fill("+81 90 1234 5678");
    await page.getByRole("button", { name: "Send a code" }).click();
    await page.getByLabel("6-digit code").scrollIntoViewIfNeeded();
  }),
  ...WALL_VIEWS,
  ...HISTORY_VIEWS,
  ...DATA_VIEWS,
  { name: "account-ended", open: openEnded },
  at("sign-in-code", "/sign-in/code"),
  {
    name: "sign-in-code-sent",
    async open(page) {
      await page.route("**/api/auth/otp/send", (route) => route.fulfill({ status: 202, json: CHALLENGE }));
      await page.goto("/sign-in/code");
      await page.getByLabel("Email or phone number").fill("hana@example.com");
      await page.getByRole("button", { name: "Send me a code" }).click();
      await page.getByRole("heading", { name: "Enter your code" }).waitFor();
    },
  },
  {
    name: "sign-in-link-sent",
    async open(page) {
      await page.route("**/api/auth/magic-link/send", (route) => route.fulfill({ status: 202, json: {} }));
      await page.goto("/sign-in/code");
      await page.getByLabel("Email or phone number").fill("hana@example.com");
      await page.getByRole("button", { name: "Mail me a link instead" }).click();
      await page.getByRole("heading", { name: "Check your mail" }).waitFor();
    },
  },
  at("magic-link", "/magic-link#token=anything"),
  used("magic-link-spent", "/magic-link", "Sign in", "This link has done its work", { code: "token_spent" }),
  at("magic-link-broken", "/magic-link"),
  at("forgot-password", "/forgot-password"),
  {
    name: "forgot-password-sent",
    async open(page) {
      await page.route("**/api/auth/password/forgot", (route) => route.fulfill({ status: 202, json: {} }));
      await page.goto("/forgot-password");
      await page.getByLabel("Email").fill("hana@example.com");
      await page.getByRole("button", { name: "Send the mail" }).click();
      await page.getByRole("heading", { name: "Check your mail" }).waitFor();
    },
  },
  at("reset-password", "/reset-password#token=anything"),
  {
    name: "reset-password-done",
    async open(page) {
      await page.route("**/api/auth/password/reset", (route) => route.fulfill({ json: {} }));
      await page.goto("/reset-password#token=anything");
      await page.getByLabel("New password").fill("eleven slow paper lanterns");
      await page.getByRole("button", { name: "Set the new password" }).click();
      await page.getByRole("heading", { name: "Your password is changed" }).waitFor();
    },
  },
  at("confirm-email-change", "/confirm-email-change#token=anything"),
  used(
    "confirm-email-change-done",
    "/confirm-email-change",
    "Confirm the new address",
    "Your address is changed",
    {
      user: { email: "hana@example.com" },
    },
  ),
  at("undo-email-change", "/undo-email-change#token=anything"),
  used("undo-email-change-done", "/undo-email-change", "Undo the change", "The change is undone", {}),
  at("not-me", "/not-me#token=anything"),
  used("not-me-done", "/not-me", "This wasn’t me", "That device is signed out", {}),
  ...GUIDANCE_VIEWS,
  ...MISHAP_VIEWS,
  at("not-found", "/no/such/page"),
  {
    name: "mailbox",
    async open(page, { email }) {
      await page.goto(`/__dev?to=${encodeURIComponent(email)}`);
      await page.frameLocator("iframe").getByRole("heading").waitFor();
    },
  },
  at("mailbox-empty", "/__dev?to=nobody@example.com"),
  ...TROUBLE_VIEWS,
];
