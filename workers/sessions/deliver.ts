import type { AppContext } from "../shared/http.ts";
import { SECOND, secondsUntil } from "../shared/time.ts";
import { setSessionCookies } from "./session.cookies.ts";
import type { Delivery, Tokens } from "./session.schema.ts";
import type { OpenSession } from "./session.ts";

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
