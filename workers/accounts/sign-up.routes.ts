import { createRoute, z } from "@hono/zod-openapi";
import { clientKey } from "../limits/client-address.ts";
import { Delivery } from "../sessions/session.schema.ts";
import { answer, createRouter, jsonBody } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { text } from "../shared/text.ts";
import { DisplayName } from "./display-name.ts";
import { EmailAddress } from "./email-address.ts";
import { PROOF_FIELDS, readProof } from "./proof.ts";
import { browserOf, signedIn } from "./signed-in.ts";
import { SignedIn } from "./user.schema.ts";
import { Username } from "./username.ts";

const Sent = z.object({ status: z.literal("verification_sent") });
const sent = { status: "verification_sent" as const };

const signUp = createRoute({
  method: "post",
  path: "/api/auth/signup",
  tags: ["getting in"],
  summary: "Sign up with an address and a password",
  description: "The same answer for a free and a taken address; the owner of a taken one is mailed.",
  request: jsonBody(
    z.strictObject({
      email: EmailAddress,
      password: text(),
      name: DisplayName.optional(),
      username: Username.optional(),
    }),
  ),
  responses: {
    202: answer("A mail is on its way", Sent),
    ...fails(...BODY_FAILURES, "password_rejected", "username_taken", "rate_limited", "unavailable"),
  },
});

const VerifyBody = z
  .strictObject({ ...PROOF_FIELDS, delivery: Delivery })
  .transform((body, context) => ({ proof: readProof(body, context), delivery: body.delivery }));

const verify = createRoute({
  method: "post",
  path: "/api/auth/email/verify",
  tags: ["getting in"],
  summary: "Prove an address with the mailed link's token, or with the address and the mailed code",
  request: jsonBody(VerifyBody),
  responses: {
    200: answer("Signed in", SignedIn),
    ...fails(...BODY_FAILURES, "invalid_token", "token_spent", "account_disabled", "unavailable"),
  },
});

const resend = createRoute({
  method: "post",
  path: "/api/auth/email/resend",
  tags: ["getting in"],
  summary: "Mail a new link and code; the older ones are void",
  request: jsonBody(z.strictObject({ email: EmailAddress })),
  responses: {
    202: answer("A mail is on its way, if somebody waits for it", Sent),
    ...fails(...BODY_FAILURES, "rate_limited", "unavailable"),
  },
});

export const signUpRoutes = createRouter()
  .openapi(signUp, async (c) => {
    const { email, password, name = null, username = null } = c.req.valid("json");
    await c.get("services").signUp.signUp({ email, password, name, username }, clientKey(c.req.raw.headers));
    return c.json(sent, 202);
  })
  .openapi(verify, async (c) => {
    const { delivery, proof } = c.req.valid("json");
    const browser = await browserOf(c, delivery);
    const result = await c.get("services").signUp.verify(proof, browser);
    return c.json(await signedIn(c, result, browser, delivery), 200);
  })
  .openapi(resend, async (c) => {
    const client = clientKey(c.req.raw.headers);
    await c.get("services").signUp.resend(c.req.valid("json").email, client, "nothing");
    return c.json(sent, 202);
  });
