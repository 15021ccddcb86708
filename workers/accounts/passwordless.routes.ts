import { createRoute, z } from "@hono/zod-openapi";
import { Delivery } from "../sessions/session.schema.ts";
import { answer, createRouter, jsonBody } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { fieldIssue, text } from "../shared/text.ts";
import { Challenge } from "./challenge.ts";
import { Channel, requireChannel } from "./channel.ts";
import { EmailAddress, normalizeEmail } from "./email-address.ts";
import { normalizePhone } from "./phone-number.ts";
import { browserOf, signedIn } from "./signed-in.ts";
import { SignedIn } from "./user.schema.ts";

const SIGN_IN_FAILURES = [
  ...BODY_FAILURES,
  "invalid_token",
  "token_spent",
  "account_disabled",
  "unavailable",
] as const;

/** What `to` has to be depends on the channel. */
const SendBody = z
  .strictObject({ channel: Channel, to: z.string() })
  .transform(({ channel, to }, context) => {
    const normalized = channel === "email" ? normalizeEmail(to) : normalizePhone(to);
    if (normalized !== null) return { channel, to: normalized };
    const issue =
      channel === "email"
        ? fieldIssue("invalid_email", "must be an e-mail address")
        : fieldIssue(
            "invalid_phone",
            "must be a phone number with its country code, such as +81 3 1234 5678",
          );
    context.addIssue({ ...issue, path: ["to"] });
    return z.NEVER;
  });

const sendCode = createRoute({
  method: "post",
  path: "/api/auth/otp/send",
  tags: ["getting in"],
  summary: "Send a code to sign in with, by mail or SMS",
  description: "Everybody gets one, account or not. A new code voids the one before.",
  request: jsonBody(SendBody),
  responses: {
    202: answer("A code is on its way", Challenge),
    ...fails(...BODY_FAILURES, "rate_limited", "unavailable"),
  },
});

const verifyCode = createRoute({
  method: "post",
  path: "/api/auth/otp/verify",
  tags: ["getting in"],
  summary: "Sign in with a code; makes the account if there is none",
  description: "Five tries for each code.",
  request: jsonBody(z.strictObject({ challengeId: text(), code: z.string(), delivery: Delivery })),
  responses: { 200: answer("Signed in", SignedIn), ...fails(...SIGN_IN_FAILURES) },
});

const LinkSent = z.object({ status: z.literal("sent") });

const sendLink = createRoute({
  method: "post",
  path: "/api/auth/magic-link/send",
  tags: ["getting in"],
  summary: "Mail a link to sign in with",
  description: "Everybody gets one, account or not. A new link voids the one before.",
  request: jsonBody(z.strictObject({ email: EmailAddress })),
  responses: {
    202: answer("A mail is on its way", LinkSent),
    ...fails(...BODY_FAILURES, "rate_limited", "unavailable"),
  },
});

const verifyLink = createRoute({
  method: "post",
  path: "/api/auth/magic-link/verify",
  tags: ["getting in"],
  summary: "Sign in with a mailed link's token; makes the account if there is none",
  request: jsonBody(z.strictObject({ token: z.string(), delivery: Delivery })),
  responses: { 200: answer("Signed in", SignedIn), ...fails(...SIGN_IN_FAILURES) },
});

export const passwordlessRoutes = createRouter()
  .openapi(sendCode, async (c) => {
    const { channel, to } = c.req.valid("json");
    requireChannel(channel, c.get("services").config);
    const browser = await browserOf(c, "token");
    return c.json(await c.get("services").passwordless.sendCode(channel, to, browser), 202);
  })
  .openapi(verifyCode, async (c) => {
    const { challengeId, code, delivery } = c.req.valid("json");
    const browser = await browserOf(c, delivery);
    const result = await c.get("services").passwordless.verifyCode(challengeId, code, browser);
    return c.json(await signedIn(c, result, browser, delivery), 200);
  })
  .openapi(sendLink, async (c) => {
    const browser = await browserOf(c, "token");
    await c.get("services").passwordless.sendLink(c.req.valid("json").email, browser);
    return c.json({ status: "sent" as const }, 202);
  })
  .openapi(verifyLink, async (c) => {
    const { token, delivery } = c.req.valid("json");
    const browser = await browserOf(c, delivery);
    const result = await c.get("services").passwordless.verifyLink(token, browser);
    return c.json(await signedIn(c, result, browser, delivery), 200);
  });
