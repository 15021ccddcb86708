import { createRoute, z } from "@hono/zod-openapi";
import { expireSessionCookies } from "../sessions/session.cookies.ts";
import { answer, caller, createRouter, jsonBody, optionalBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { text } from "../shared/text.ts";
import { browserOf } from "./signed-in.ts";

const leave = createRoute({
  method: "delete",
  path: "/api/me",
  tags: ["account"],
  summary: "Delete one's account: sessions end at once, the data goes after a grace",
  description:
    "Any sign-in or reset before `purgeAt` brings it back. An account without a password needs a fresh sign-in instead.",
  security: SIGNED_IN,
  request: optionalBody(z.strictObject({ password: text().optional() })),
  responses: {
    202: answer(
      "It will be deleted",
      z.object({ status: z.literal("deletion_scheduled"), purgeAt: z.iso.datetime() }),
    ),
    ...fails(
      ...BODY_FAILURES,
      "unauthenticated",
      "wrong_password",
      "reauth_required",
      "rate_limited",
      "unavailable",
    ),
  },
});

const disown = createRoute({
  method: "post",
  path: "/api/auth/session/disown",
  tags: ["sessions"],
  summary: "“This wasn’t me”: end the session that a mail told of, and mail a way to a new password",
  request: jsonBody(z.strictObject({ token: z.string() })),
  responses: {
    200: answer("That session is over", z.object({ status: z.literal("session_ended") })),
    ...fails(...BODY_FAILURES, "invalid_token", "token_spent", "unavailable"),
  },
});

export const leavingRoutes = createRouter()
  .openapi(leave, async (c) => {
    const { password } = c.req.valid("json");
    const purgeAt = await c
      .get("services")
      .deletion.schedule(caller(c), password, await browserOf(c, "token"));
    expireSessionCookies(c);
    return c.json({ status: "deletion_scheduled" as const, purgeAt: purgeAt.toISOString() }, 202);
  })
  .openapi(disown, async (c) => {
    await c.get("services").disown.disown(c.req.valid("json").token, await browserOf(c, "token"));
    return c.json({ status: "session_ended" as const }, 200);
  });
