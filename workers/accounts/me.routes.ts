import { createRoute, z } from "@hono/zod-openapi";
import { visitorOf } from "../sessions/visitor.ts";
import { answer, caller, createRouter, jsonBody, SIGNED_IN } from "../shared/http.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { DisplayName } from "./display-name.ts";
import { UserAnswer } from "./user.schema.ts";
import { userView } from "./user.ts";
import { Username } from "./username.ts";

const me = createRoute({
  method: "get",
  path: "/api/me",
  tags: ["account"],
  summary: "One's own account",
  security: SIGNED_IN,
  responses: { 200: answer("The account", UserAnswer), ...fails("unauthenticated", "unavailable") },
});

const change = createRoute({
  method: "patch",
  path: "/api/me",
  tags: ["account"],
  summary: "Change one's name or username",
  security: SIGNED_IN,
  request: jsonBody(z.strictObject({ name: DisplayName.optional(), username: Username.optional() })),
  responses: {
    200: answer("The account as it is now", UserAnswer),
    ...fails(...BODY_FAILURES, "unauthenticated", "username_taken", "unavailable"),
  },
});

export const meRoutes = createRouter()
  .openapi(me, (c) => c.json({ user: userView(caller(c).user) }, 200))
  .openapi(change, async (c) => {
    const { name, username } = c.req.valid("json");
    const wanted = { ...(name !== undefined && { name }), ...(username !== undefined && { username }) };
    const user = await c.get("services").profile.change(caller(c), wanted, visitorOf(c.req.raw));
    return c.json({ user: userView(user) }, 200);
  });
