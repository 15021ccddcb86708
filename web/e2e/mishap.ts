import { expect, type Page } from "@playwright/test";
import { type Person, signIn } from "./person.ts";

/** The account page of somebody whose session can be ended for a reason, as its socket would say. */
export async function endSession(
  page: Page,
  { email, password, name }: Person,
  reason: string,
): Promise<() => Promise<void>> {
  let say = () => {};
  await page.routeWebSocket("**/ws", (socket) => {
    say = () => socket.send(JSON.stringify({ type: "session_revoked", payload: { reason } }));
  });
  await signIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  return async () => {
    await page.request.post("/api/auth/logout-all", { failOnStatusCode: true });
    say();
  };
}

/** The service answers what it never would: a page that relies on it can't be drawn. Gives the way back. */
export async function breakSessionFacts(page: Page): Promise<() => Promise<void>> {
  const path = "**/api/auth/verify";
  await page.route(path, async (route) => {
    const answer = await route.fetch();
    const live = await answer.json();
    await route.fulfill({ json: { ...live, session: { ...live.session, device: null } } });
  });
  return () => page.unroute(path);
}
