import { createRoute, z } from "@hono/zod-openapi";
import { User } from "../accounts/user.schema.ts";
import { userView } from "../accounts/user.ts";
import { readCookie } from "../shared/cookies.ts";
import { answer, caller, createRouter, isHttps, optionalBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { deliverTokens, deliveryOnward } from "./deliver.ts";
import { sessionsOf } from "./presented.ts";
import { expireSessionCookies, refreshCookieName } from "./session.cookies.ts";
import { RefreshAnswer, RefreshBody, Session } from "./session.schema.ts";
import { sessionView } from "./session.ts";
import { visitorOf } from "./visitor.ts";

const refresh = createRoute({
  method: "post",
  path: "/api/auth/refresh",
  tags: ["sessions"],
  summary: "The next tokens of a session, for its refresh token",
  description: "From the cookie, or from the body, which wins; then the answer is in the body too.",
  request: optionalBody(RefreshBody),
  responses: {
    200: answer("The session goes on", RefreshAnswer),
    ...fails(...BODY_FAILURES, "refresh_invalid", "refresh_reused", "unavailable"),
  },
});

const logout = createRoute({
  method: "post",
  path: "/api/auth/logout",
  tags: ["sessions"],
  summary: "End this session; harmless without one",
  request: optionalBody(z.strictObject({})),
  responses: { 204: { description: "It is over" }, ...fails(...BODY_FAILURES, "unavailable") },
});

const logoutAll = createRoute({
  method: "post",
  path: "/api/auth/logout-all",
  tags: ["sessions"],
  summary: "End every session of the user",
  security: SIGNED_IN,
  request: optionalBody(z.strictObject({})),
  responses: {
    204: { description: "All are over" },
    ...fails(...BODY_FAILURES, "unauthenticated", "unavailable"),
  },
});

const verify = createRoute({
  method: "get",
  path: "/api/auth/verify",
  tags: ["sessions"],
  summary: "Whether an access token's session is live now, for servers without a JWT library",
  security: SIGNED_IN,
  responses: {
    200: answer("It is", z.object({ active: z.literal(true), user: User, session: Session })),
    ...fails("unauthenticated", "unavailable"),
  },
});

export const sessionRoutes = createRouter()
  .openapi(refresh, async (c) => {
    const { refreshToken, delivery: asked } = c.req.valid("json");
    const delivery = refreshToken === undefined ? deliveryOnward(c, asked, true) : "token";
    const presented = refreshToken ?? readCookie(c.req.raw.headers, refreshCookieName(isHttps(c.req.raw)));
    const open = await c.get("services").sessions.refresh(presented, visitorOf(c.req.raw));
    const delivered = await deliverTokens(c, open, delivery);
    return c.json({ session: sessionView(open.row, open.row.id), ...delivered }, 200);
  })
  .openapi(logout, async (c) => {
    const { sessionStore, push, now } = c.get("services");
    for (const sessionId of await sessionsOf(c)) {
      const act = { reason: "logout", event: "sign_out", at: now(), visitor: visitorOf(c.req.raw) } as const;
      push.ended(await sessionStore.end({ sessionId, ...act }));
    }
    expireSessionCookies(c);
    return c.body(null, 204);
  })
  .openapi(logoutAll, async (c) => {
    const { sessionStore, push, now } = c.get("services");
    const { user, session } = caller(c);
    const act = { reason: "logout_all", at: now(), visitor: visitorOf(c.req.raw) } as const;
    push.ended(await sessionStore.endAll({ userId: user.id, sessionId: session.id, ...act }));
    expireSessionCookies(c);
    return c.body(null, 204);
  })
  .openapi(verify, (c) => {
    const { user, session } = caller(c);
    return c.json(
      { active: true as const, user: userView(user), session: sessionView(session, session.id) },
      200,
    );
  });
