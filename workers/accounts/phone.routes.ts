import { createRoute, z } from "@hono/zod-openapi";
import { answer, caller, createRouter, jsonBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { text } from "../shared/text.ts";
import { Challenge } from "./challenge.ts";
import { requireChannel } from "./channel.ts";
import { PhoneNumber } from "./phone-number.ts";
import { browserOf } from "./signed-in.ts";
import { UserAnswer } from "./user.schema.ts";
import { userView } from "./user.ts";

const request = createRoute({
  method: "post",
  path: "/api/me/phone",
  tags: ["account"],
  summary: "Send a code to a phone number that one wants to sign in with",
  security: SIGNED_IN,
  request: jsonBody(z.strictObject({ phone: PhoneNumber })),
  responses: {
    202: answer("A code is on its way", Challenge),
    ...fails(...BODY_FAILURES, "unauthenticated", "rate_limited", "unavailable"),
  },
});

const confirm = createRoute({
  method: "post",
  path: "/api/me/phone/confirm",
  tags: ["account"],
  summary: "Prove the number with the code",
  security: SIGNED_IN,
  request: jsonBody(z.strictObject({ challengeId: text(), code: z.string() })),
  responses: {
    200: answer("The account as it is now", UserAnswer),
    ...fails(...BODY_FAILURES, "unauthenticated", "invalid_token", "token_spent", "unavailable"),
  },
});

const remove = createRoute({
  method: "delete",
  path: "/api/me/phone",
  tags: ["account"],
  summary: "Remove the number; not while it is the only way in",
  security: SIGNED_IN,
  responses: {
    200: answer("The account as it is now", UserAnswer),
    ...fails("csrf_rejected", "unauthenticated", "validation_failed", "unavailable"),
  },
});

export const phoneRoutes = createRouter()
  .openapi(request, async (c) => {
    requireChannel("sms", c.get("services").config);
    const browser = await browserOf(c, "token");
    return c.json(await c.get("services").phone.request(caller(c), c.req.valid("json").phone, browser), 202);
  })
  .openapi(confirm, async (c) => {
    const { challengeId, code } = c.req.valid("json");
    const browser = await browserOf(c, "token");
    const user = await c.get("services").phone.confirm(caller(c), challengeId, code, browser);
    return c.json({ user: userView(user) }, 200);
  })
  .openapi(remove, async (c) => {
    const user = await c.get("services").phone.remove(caller(c), await browserOf(c, "token"));
    return c.json({ user: userView(user) }, 200);
  });
