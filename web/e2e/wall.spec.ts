import { type Browser, devices, type Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { fillSignIn, newMember, type Person, signIn } from "./person.ts";
import { DEVICES, session, tenSessions } from "./samples.ts";

/** What is pushed arrives within this time (CONTRACT section 6). */
const AT_ONCE = { timeout: 2_000 };

const { defaultBrowserType: _, ...IPHONE } = devices["iPhone 15"];
const BUSY = { status: 503, json: { code: "unavailable", status: 503, title: "Busy" } };

const card = (page: Page, name: string) => page.getByRole("article", { name });
const thisOne = (page: Page) => page.getByText("This one", { exact: true });
const dark = (page: Page) => page.getByRole("heading", { name: "You are signed out" });
const othersHeading = (page: Page) => page.getByRole("heading", { name: "Other devices" });

async function openWall(page: Page, { email, password }: Person): Promise<void> {
  await signIn(page, email, password);
  await page.getByRole("link", { name: "Devices", exact: true }).click();
  await expect(thisOne(page)).toBeVisible();
}

/** The page of another browser, whose session the wall shows as an iPhone. */
async function onPhone(browser: Browser, { email, password }: Person): Promise<Page> {
  const context = await browser.newContext({ ...IPHONE, reducedMotion: "reduce" });
  const page = await context.newPage();
  await signIn(page, email, password);
  await expect(page).toHaveURL("/account");
  return page;
}

test("a phone that signs in appears, is said to be there, and to be gone when it is put away", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  await openWall(page, member);
  await expect(card(page, "iPhone")).toBeHidden();
  const phone = await onPhone(browser, member);
  await expect(card(page, "iPhone")).toBeVisible(AT_ONCE);
  await expect(page.getByText("A new device: iPhone")).toBeAttached();
  await expect(card(page, "iPhone").getByText("Here now")).toBeVisible(AT_ONCE);
  await expect(card(page, "iPhone").getByText("Mobile Safari on iOS")).toBeVisible();
  await expect(card(page, "iPhone").getByText("with a password")).toBeVisible();
  await phone.close();
  await expect(card(page, "iPhone").getByText("Last seen just now")).toBeVisible();
  await phone.context().close();
});

test("ending a phone on the wall darkens its page at once, and its card goes", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const phone = await onPhone(browser, member);
  await openWall(page, member);
  await card(page, "iPhone").getByText("Here now").waitFor();
  await page.getByRole("button", { name: "End iPhone" }).click();
  await expect(dark(phone)).toBeVisible(AT_ONCE);
  await expect(phone.getByText("Somebody ended this session from another device.")).toBeVisible();
  await expect(card(page, "iPhone")).toBeHidden(AT_ONCE);
  await expect(page.getByText("Ended: iPhone")).toBeVisible();
  await expect(othersHeading(page)).toBeFocused();
  await phone.reload();
  await expect(phone).toHaveURL("/sign-in?next=%2Faccount");
  await phone.context().close();
});

test("a computer that is ended from the phone’s wall goes dark over its own wall, and comes back to it", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  await openWall(page, member);
  const phone = await onPhone(browser, member);
  await phone.getByRole("link", { name: "Devices", exact: true }).click();
  await phone
    .getByRole("button", { name: /^End .* on Linux$/ })
    .first()
    .click();
  await expect(phone.getByText(/^Ended: /)).toBeVisible();
  await expect(dark(page)).toBeVisible(AT_ONCE);
  await expect(page.getByText("Somebody ended this session from another device.")).toBeVisible(AT_ONCE);
  await expect(thisOne(page)).toBeHidden();

  await fillSignIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account/sessions");
  await expect(thisOne(page)).toHaveCount(1);
  await expect(card(page, "iPhone")).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
  await phone.context().close();
});

test("all others end together, after a question that says how many they are", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const phones = [await onPhone(browser, member), await onPhone(browser, member)];
  await openWall(page, member);
  // The third began when the address was confirmed.
  await expect(page.getByRole("heading", { name: "Other devices 3" })).toBeVisible();
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByRole("heading", { name: "End all 3 other sessions?" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "End all others" })).toBeFocused();
  for (const phone of phones) await expect(dark(phone)).toBeHidden();

  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "End 3 sessions" }).click();
  for (const phone of phones) await expect(dark(phone)).toBeVisible(AT_ONCE);
  await expect(page.getByText("3 sessions ended.")).toBeVisible();
  await expect(page.getByText("Only you, only here")).toBeVisible();
  await expect(othersHeading(page)).toBeFocused();
  await expect(dark(page)).toBeHidden();
  for (const phone of phones) await phone.context().close();
});

test("a session that could not be ended stays, says why, and can be tried again", async ({
  page,
  request,
  browser,
}) => {
  const member = await newMember(request);
  const phone = await onPhone(browser, member);
  await openWall(page, member);
  let fail = () => {};
  const asked = new Promise<void>((resolve) => {
    void page.route("**/api/me/sessions/*", async (route) => {
      resolve();
      await new Promise<void>((then) => {
        fail = then;
      });
      await route.fulfill(BUSY);
    });
  });
  await page.getByRole("button", { name: "End iPhone" }).click();
  await asked;
  const busy = page.getByRole("button", { name: "Ending… iPhone" });
  await expect(busy).toHaveAttribute("aria-busy", "true");
  await expect(busy).toBeFocused();
  fail();
  await expect(card(page, "iPhone").getByRole("alert")).toContainText("The service is busy");
  await expect(page.getByRole("button", { name: "End iPhone" })).toBeFocused();
  await expect(dark(phone)).toBeHidden();
  await page.unroute("**/api/me/sessions/*");
  await page.keyboard.press("Enter");
  await expect(card(page, "iPhone")).toBeHidden();
  await expect(dark(phone)).toBeVisible(AT_ONCE);
  await phone.context().close();
});

test("a card fades out of reach, and what had the focus hands it on", async ({ page, member }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.route("**/api/me/sessions", (route) => route.fulfill({ json: { sessions: tenSessions() } }));
  await page.route("**/api/me/sessions/*", (route) => route.fulfill({ status: 204 }));
  await openWall(page, member);
  await card(page, "iPad").evaluate((element) => {
    const seen: (string | null)[] = [];
    Object.assign(window, { seen });
    const item = element.parentElement;
    item?.addEventListener("animationstart", ({ animationName }) => {
      // It may still be arriving.
      if (animationName !== "leave") return;
      seen.push(animationName, item.inert ? "inert" : null, document.activeElement?.textContent ?? null);
    });
  });
  await page.getByRole("button", { name: "End iPad" }).focus();
  await page.keyboard.press("Enter");
  await expect(card(page, "iPad")).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, "seen"))).toEqual([
    "leave",
    "inert",
    "Other devices 8",
  ]);
  await expect(othersHeading(page)).toBeFocused();
  await expect(page.getByRole("article", { name: "iPhone" })).toHaveCount(2);
});

test("others that could not be ended stay, and the question with them", async ({ page, member }) => {
  await page.route("**/api/me/sessions", (route) =>
    route.request().method() === "DELETE"
      ? route.fulfill(BUSY)
      : route.fulfill({ json: { sessions: tenSessions() } }),
  );
  await openWall(page, member);
  await page.getByRole("button", { name: "End all others" }).click();
  await page.getByRole("button", { name: "End 9 sessions" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("The service is busy");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Other devices 9" })).toBeVisible();
});

test("a wall that could not be had is asked for again", async ({ page, member }) => {
  await page.route("**/api/me/sessions", (route) => route.fulfill(BUSY));
  await signIn(page, member.email, member.password);
  await expect(page).toHaveURL("/account");
  await page.goto("/account/sessions");
  await expect(page.getByRole("alert")).toContainText("The service is busy");
  await expect(page.getByRole("button", { name: "Sign out everywhere" })).toBeVisible();
  await page.unroute("**/api/me/sessions");
  const again = page.getByRole("main").getByRole("button", { name: "Try again" });
  await again.focus();
  await page.keyboard.press("Enter");
  await expect(thisOne(page)).toBeVisible();
  await expect(again).toBeHidden();
  await expect(page.locator(".wall")).toBeFocused();
});

test("a wall that can’t be had anew keeps what it shows, and says that it may be old", async ({
  page,
  member,
}) => {
  let change = () => {};
  await page.routeWebSocket("**/ws", (socket) => {
    socket.connectToServer();
    change = () => socket.send(JSON.stringify({ type: "sessions_changed", payload: {} }));
  });
  await openWall(page, member);
  await page.route("**/api/me/sessions", (route) => route.fulfill(BUSY));
  change();
  await expect(page.getByText("This list may not be the newest.")).toBeVisible();
  await expect(thisOne(page)).toBeVisible();
  await page.unroute("**/api/me/sessions");
  change();
  await expect(page.getByText("This list may not be the newest.")).toBeHidden();
});

test("a burst of changes costs few requests", async ({ page, member }) => {
  let change = () => {};
  await page.routeWebSocket("**/ws", (socket) => {
    socket.connectToServer();
    change = () => socket.send(JSON.stringify({ type: "sessions_changed", payload: {} }));
  });
  await openWall(page, member);
  const latest = { sessions: [session("0", { current: true })] };
  let requests = 0;
  await page.route("**/api/me/sessions", (route) => {
    requests += 1;
    return route.fulfill({ json: latest });
  });
  for (let i = 0; i < 30; i++) change();
  latest.sessions.push(session("1", { device: DEVICES.tablet }));
  change();
  await expect(card(page, "iPad")).toBeVisible();
  expect(requests).toBeLessThanOrEqual(3);
});

test("the wall keeps time while one looks, and gives the exact one", async ({ page, member }) => {
  const [mine, phone] = tenSessions();
  const seen = { ...phone, online: false, lastSeenAt: new Date(Date.now() - 170_000).toISOString() };
  await page.route("**/api/me/sessions", (route) => route.fulfill({ json: { sessions: [mine, seen] } }));
  await page.clock.install();
  await openWall(page, member);
  const time = card(page, "iPhone").getByRole("time").first();
  await expect(card(page, "iPhone")).toContainText("Last seen 2 minutes ago");
  await page.clock.fastForward(60_000);
  await expect(card(page, "iPhone")).toContainText("Last seen 3 minutes ago");
  await expect(time).toHaveAttribute("datetime", seen.lastSeenAt);
  await expect(time).toHaveAttribute("title", /\d{4} at \d/);
});

for (const [size, viewport] of Object.entries({
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
})) {
  test(`nothing on a ${size} moves when the wall arrives`, async ({ page, member }) => {
    await page.setViewportSize(viewport);
    await signIn(page, member.email, member.password);
    await expect(page).toHaveURL("/account");
    let arrive = () => {};
    await page.route("**/api/me/sessions", async (route) => {
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
      await route.fulfill({ json: { sessions: tenSessions() } });
    });
    await page.goto("/account/sessions");
    const coming = page.locator(".session-this[aria-hidden]");
    await expect(coming).toBeVisible();
    const shape = await coming.boundingBox();
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, "value"));
      }).observe({ type: "layout-shift" });
    });
    arrive();
    await expect(thisOne(page)).toBeVisible();
    expect(await page.locator("article.session-this").boundingBox()).toEqual(shape);
    expect(await page.evaluate(() => Reflect.get(window, "shifts"))).toEqual([]);
  });
}

test("this device signs out from its own card", async ({ page, member }) => {
  await openWall(page, member);
  await page.getByRole("button", { name: "Sign out here" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("status").first()).toContainText("You are signed out.");
});

test("signing out everywhere leads out of the wall", async ({ page, request, browser }) => {
  const member = await newMember(request);
  const phone = await onPhone(browser, member);
  await openWall(page, member);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL("/");
  await expect(dark(phone)).toBeVisible(AT_ONCE);
  await expect(phone.getByText("You signed out everywhere.")).toBeVisible(AT_ONCE);
  await phone.context().close();
});

for (const [locale, words] of Object.entries({
  de: ["Geräte", "Dieses Gerät", "Unbekanntes Gerät", "Unbekannter Ort", "Vereinigtes Königreich"],
  ja: ["デバイス", "このデバイス", "不明なデバイス", "場所は不明", "イギリス"],
})) {
  test(`the wall is told in ${locale}`, async ({ browser, request, baseURL }) => {
    const member = await newMember(request);
    const context = await browser.newContext({ ...(baseURL && { baseURL }), locale });
    const data = { identifier: member.email, password: member.password };
    await context.request.post("/api/auth/login", { data, failOnStatusCode: true });
    const page = await context.newPage();
    await page.route("**/api/me/sessions", (route) => route.fulfill({ json: { sessions: tenSessions() } }));
    await page.goto("/account/sessions");
    const [title = "", ...others] = words;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    for (const text of others) await expect(page.getByRole("main")).toContainText(text);
    await context.close();
  });
}
