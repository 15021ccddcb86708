import { clientKey } from "../limits/client-address.ts";
import { deliverTokens } from "../sessions/deliver.ts";
import { DEVICE_COOKIE, refreshCookieName, setDeviceCookie } from "../sessions/session.cookies.ts";
import type { Delivery } from "../sessions/session.schema.ts";
import { sessionView } from "../sessions/session.ts";
import { visitorOf } from "../sessions/visitor.ts";
import { readCookie } from "../shared/cookies.ts";
import { type AppContext, isHttps } from "../shared/http.ts";
import type { SignInResult } from "./arrival.ts";
import type { Browser } from "./browser.ts";
import { userView } from "./user.ts";

/** Where a sign-in comes from. A browser that takes cookies leaves the session behind that it held until now. */
export async function browserOf(c: AppContext, delivery: Delivery): Promise<Browser> {
  const { deviceMarks, refreshTokens } = c.get("services");
  const { headers } = c.req.raw;
  const held = delivery === "cookie" ? readCookie(headers, refreshCookieName(isHttps(c.req.raw))) : null;
  const heldToken = held === null ? null : await refreshTokens.parse(held);
  return {
    visitor: visitorOf(c.req.raw),
    client: clientKey(headers),
    marks: await deviceMarks.read(readCookie(headers, DEVICE_COOKIE)),
    replaces: heldToken?.sessionId ?? null,
  };
}

/** The body of a successful sign-in; with cookie delivery its cookies are set, the device's among them. */
export async function signedIn(c: AppContext, result: SignInResult, browser: Browser, delivery: Delivery) {
  const { deviceMarks, now } = c.get("services");
  const { user, session, newUser } = result;
  const delivered = await deliverTokens(c, { row: session, refreshToken: result.refreshToken }, delivery);
  if (delivery === "cookie") setDeviceCookie(c, await deviceMarks.mark(browser.marks, user.id, now()));
  return { user: userView(user), session: sessionView(session, session.id), newUser, ...delivered };
}
