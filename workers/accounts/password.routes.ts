import { createRoute, z } from "@hono/zod-openapi";
import { callerDelivery, deliverTokens } from "../sessions/deliver.ts";
import { DeliveryOnward, RefreshAnswer } from "../sessions/session.schema.ts";
import { sessionView } from "../sessions/session.ts";
import { answer, caller, createRouter, jsonBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { text } from "../shared/text.ts";
import { EmailAddress } from "./email-address.ts";
import { PROOF_FIELDS, readProof } from "./proof.ts";
import { browserOf } from "./signed-in.ts";

const forgot = createRoute({
  method: "post",
  path: "/api/auth/password/forgot",
  tags: ["passwords"],
  summary: "Mail a link and a code to set a new password with",
  description: "The same answer for a known and an unknown address. Asking changes nothing.",
  request: jsonBody(z.strictObject({ email: EmailAddress })),
  responses: {
    202: answer(
      "A mail is on its way, if the address has an account",
      z.object({ status: z.literal("sent") }),
    ),
    ...fails(...BODY_FAILURES, "rate_limited", "unavailable"),
  },
});

const reset = createRoute({
  method: "post",
  path: "/api/auth/password/reset",
  tags: ["passwords"],
  summary: "Set a new password with the mailed link's token, or with the address and the mailed code",
  description:
    "Ends every session, every other link and code, and every pending change of the account. Nobody is signed in by it.",
  request: jsonBody(
    z
      .strictObject({ ...PROOF_FIELDS, password: text() })
      .transform((body, context) => ({ proof: readProof(body, context), password: body.password })),
  ),
  responses: {
    200: answer("The password is changed", z.object({ status: z.literal("password_changed") })),
    ...fails(
      ...BODY_FAILURES,
      "invalid_token",
      "token_spent",
      "account_disabled",
      "password_rejected",
      "unavailable",
    ),
  },
});

const change = createRoute({
  method: "post",
  path: "/api/me/password",
  tags: ["passwords"],
  summary: "Change one's password, or set the first one",
  description:
    "This session goes on with new tokens; the others end unless `keepOtherSessions`. An account without a password " +
    "needs a fresh sign-in instead of `currentPassword`.",
  security: SIGNED_IN,
  request: jsonBody(
    z.strictObject({
      currentPassword: text().optional(),
      newPassword: text(),
      keepOtherSessions: z.boolean().optional(),
      delivery: DeliveryOnward,
    }),
  ),
  responses: {
    200: answer("The password is changed", RefreshAnswer),
    ...fails(
      ...BODY_FAILURES,
      "unauthenticated",
      "wrong_password",
      "reauth_required",
      "password_rejected",
      "rate_limited",
      "unavailable",
    ),
  },
});

export const passwordRoutes = createRouter()
  .openapi(forgot, async (c) => {
    const browser = await browserOf(c, "token");
    await c.get("services").passwordReset.forgot(c.req.valid("json").email, browser);
    return c.json({ status: "sent" as const }, 202);
  })
  .openapi(reset, async (c) => {
    const { proof, password } = c.req.valid("json");
    const browser = await browserOf(c, "token");
    await c.get("services").passwordReset.reset(proof, password, browser);
    return c.json({ status: "password_changed" as const }, 200);
  })
  .openapi(change, async (c) => {
    const { delivery: asked, keepOtherSessions = false, currentPassword, newPassword } = c.req.valid("json");
    const delivery = callerDelivery(c, asked);
    const browser = await browserOf(c, delivery);
    const request = { currentPassword, newPassword, keepOtherSessions };
    const open = await c.get("services").passwordChange.change(caller(c), request, browser);
    const delivered = await deliverTokens(c, open, delivery);
    return c.json({ session: sessionView(open.row, open.row.id), ...delivered }, 200);
  });
