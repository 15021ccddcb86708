import { createRoute, z } from "@hono/zod-openapi";
import { callerDelivery, deliverTokens } from "../sessions/deliver.ts";
import { DeliveryOnward, RefreshAnswer } from "../sessions/session.schema.ts";
import { sessionView } from "../sessions/session.ts";
import { answer, caller, createRouter, jsonBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { fieldIssue, text } from "../shared/text.ts";
import { Challenge } from "./challenge.ts";
import { Channel, requireChannel } from "./channel.ts";
import { browserOf } from "./signed-in.ts";

const send = createRoute({
  method: "post",
  path: "/api/me/reauth/send",
  tags: ["account"],
  summary: "Send a code to one's own address or number, to prove again who one is",
  security: SIGNED_IN,
  request: jsonBody(z.strictObject({ channel: Channel })),
  responses: {
    202: answer("A code is on its way", Challenge),
    ...fails(...BODY_FAILURES, "unauthenticated", "rate_limited", "unavailable"),
  },
});

/** The password, or a code and what it belongs to. */
const ReauthBody = z
  .strictObject({
    password: text().optional(),
    challengeId: text().optional(),
    code: z.string().optional(),
    delivery: DeliveryOnward,
  })
  .transform(({ password, challengeId, code, delivery }, context) => {
    const byCode = challengeId !== undefined || code !== undefined;
    if (password !== undefined && !byCode) return { by: { password }, delivery };
    if (password === undefined && challengeId !== undefined && code !== undefined) {
      return { by: { challengeId, code }, delivery };
    }
    const issue =
      password === undefined ? fieldIssue("required", "is needed") : fieldIssue("conflict", "goes alone");
    const missing = challengeId === undefined ? "challengeId" : "code";
    context.addIssue({ ...issue, path: [password !== undefined || !byCode ? "password" : missing] });
    return z.NEVER;
  });

const reauth = createRoute({
  method: "post",
  path: "/api/me/reauth",
  tags: ["account"],
  summary: "Prove again who one is, by password or code; the session gets a new `auth_time`",
  security: SIGNED_IN,
  request: jsonBody(ReauthBody),
  responses: {
    200: answer("Proved", RefreshAnswer),
    ...fails(
      ...BODY_FAILURES,
      "unauthenticated",
      "wrong_password",
      "invalid_token",
      "token_spent",
      "rate_limited",
      "unavailable",
    ),
  },
});

export const reauthRoutes = createRouter()
  .openapi(send, async (c) => {
    const { channel } = c.req.valid("json");
    requireChannel(channel, c.get("services").config);
    const browser = await browserOf(c, "token");
    return c.json(await c.get("services").reauth.send(caller(c), channel, browser), 202);
  })
  .openapi(reauth, async (c) => {
    const { by, delivery: asked } = c.req.valid("json");
    const delivery = callerDelivery(c, asked);
    const browser = await browserOf(c, delivery);
    const { reauth } = c.get("services");
    const open =
      "password" in by
        ? await reauth.byPassword(caller(c), by.password, browser)
        : await reauth.byCode(caller(c), by.challengeId, by.code, browser);
    const delivered = await deliverTokens(c, open, delivery);
    return c.json({ session: sessionView(open.row, open.row.id), ...delivered }, 200);
  });
