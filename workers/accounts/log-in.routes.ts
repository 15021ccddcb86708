import { createRoute, z } from "@hono/zod-openapi";
import { Delivery } from "../sessions/session.schema.ts";
import { answer, createRouter, jsonBody } from "../shared/http.ts";
import { EMAIL_MAX_LENGTH } from "../shared/limits.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { text } from "../shared/text.ts";
import { browserOf, signedIn } from "./signed-in.ts";
import { SignedIn } from "./user.schema.ts";

const logIn = createRoute({
  method: "post",
  path: "/api/auth/login",
  tags: ["getting in"],
  summary: "Sign in with an address or username and a password",
  request: jsonBody(
    z.strictObject({
      identifier: text().min(1).max(EMAIL_MAX_LENGTH),
      password: text().min(1),
      delivery: Delivery,
    }),
  ),
  responses: {
    200: answer("Signed in", SignedIn),
    ...fails(
      ...BODY_FAILURES,
      "invalid_credentials",
      "email_unverified",
      "account_disabled",
      "rate_limited",
      "unavailable",
    ),
  },
});

export const logInRoutes = createRouter().openapi(logIn, async (c) => {
  const { identifier, password, delivery } = c.req.valid("json");
  const browser = await browserOf(c, delivery);
  const result = await c.get("services").logIn.logIn(identifier, password, browser);
  return c.json(await signedIn(c, result, browser, delivery), 200);
});
