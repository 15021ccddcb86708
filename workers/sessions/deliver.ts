import { AppError } from "../shared/errors.ts";
import type { AppContext } from "../shared/http.ts";
import { isBrowser } from "../shared/origin.ts";
import { SECOND, secondsUntil } from "../shared/time.ts";
import { setSessionCookies } from "./session.cookies.ts";
import type { Delivery, Tokens } from "./session.schema.ts";
import type { OpenSession } from "./session.ts";

/**
 * How a session that goes on gets its tokens: as it was presented, unless its client says otherwise. Throws where script in
 * a browser asks for what its cookies hide from it, or one injected line could carry the session off.
 */
export function deliveryOnward(
  c: AppContext,
  asked: Delivery | undefined,
  isPresentedByCookie: boolean,
): Delivery {
  const delivery = asked ?? (isPresentedByCookie ? "cookie" : "token");
  if (isPresentedByCookie && delivery === "token" && isBrowser(c.req.raw.headers)) {
    const message = "is for the cookie alone in a browser";
    throw new AppError("validation_failed", { errors: [{ path: "delivery", code: "cookie_only", message }] });
  }
  return delivery;
}

/** The same, for a caller who presented an access token. */
export function callerDelivery(c: AppContext, asked: Delivery | undefined): Delivery {
  return deliveryOnward(c, asked, !c.req.raw.headers.has("authorization"));
}

/** A session's tokens: in cookies, and then in no body; or in the body, and then in no cookie. */
export async function deliverTokens(
  c: AppContext,
  open: OpenSession,
  delivery: Delivery,
): Promise<{ tokens?: Tokens }> {
  const { accessTokens, now } = c.get("services");
  const { row, refreshToken } = open;
  const { token, expiresAt } = await accessTokens.issue(row);
  const at = now();
  const expiresIn = secondsUntil(expiresAt, at);
  if (delivery === "token") {
    return { tokens: { accessToken: token, refreshToken, tokenType: "Bearer", expiresIn } };
  }
  setSessionCookies(c, {
    access: token,
    accessSeconds: expiresIn,
    refresh: refreshToken,
    // Never longer than the server would take it.
    refreshSeconds: Math.floor(Math.max(0, row.idleExpiresAt.getTime() - at.getTime()) / SECOND),
  });
  return {};
}
