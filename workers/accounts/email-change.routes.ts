import { createRoute, z } from "@hono/zod-openapi";
import { answer, caller, createRouter, jsonBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { text } from "../shared/text.ts";
import { EmailAddress } from "./email-address.ts";
import { browserOf } from "./signed-in.ts";
import { UserAnswer } from "./user.schema.ts";
import { userView } from "./user.ts";

const TokenBody = z.strictObject({ token: z.string() });
const LINK_FAILURES = [
  ...BODY_FAILURES,
  "invalid_token",
  "token_spent",
  "account_disabled",
  "unavailable",
] as const;

const request = createRoute({
  method: "post",
  path: "/api/me/email",
  tags: ["account"],
  summary: "Ask for another address: the new one confirms, the old one can undo it",
  description:
    "The same answer whether the new address is free. An account without a password needs a fresh sign-in instead.",
  security: SIGNED_IN,
  request: jsonBody(z.strictObject({ newEmail: EmailAddress, password: text().optional() })),
  responses: {
    202: answer("Mails are on their way", z.object({ status: z.literal("confirmation_sent") })),
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

const confirm = createRoute({
  method: "post",
  path: "/api/auth/email/change/confirm",
  tags: ["account"],
  summary: "Confirm the new address; all sessions but the one that asked end",
  request: jsonBody(TokenBody),
  responses: { 200: answer("The account as it is now", UserAnswer), ...fails(...LINK_FAILURES) },
});

const undo = createRoute({
  method: "post",
  path: "/api/auth/email/change/undo",
  tags: ["account"],
  summary: "Undo a change of address from the old one, before or after it took place; every session ends",
  request: jsonBody(TokenBody),
  responses: {
    200: answer("The old address is back", z.object({ status: z.literal("reverted") })),
    ...fails(...LINK_FAILURES),
  },
});

export const emailChangeRoutes = createRouter()
  .openapi(request, async (c) => {
    const { newEmail, password } = c.req.valid("json");
    const browser = await browserOf(c, "token");
    await c.get("services").emailChange.request(caller(c), newEmail, password, browser);
    return c.json({ status: "confirmation_sent" as const }, 202);
  })
  .openapi(confirm, async (c) => {
    const browser = await browserOf(c, "token");
    const user = await c.get("services").emailChange.confirm(c.req.valid("json").token, browser);
    return c.json({ user: userView(user) }, 200);
  })
  .openapi(undo, async (c) => {
    const browser = await browserOf(c, "token");
    await c.get("services").emailChange.undo(c.req.valid("json").token, browser);
    return c.json({ status: "reverted" as const }, 200);
  });
