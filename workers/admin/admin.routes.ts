import { createRoute, z } from "@hono/zod-openapi";
import { EmailAddress } from "../accounts/email-address.ts";
import { eventView } from "../audit/event.ts";
import { sessionView } from "../sessions/session.ts";
import { ADMIN, answer, createRouter, optionalBody } from "../shared/http.ts";
import { PAGE_QUERY } from "../shared/page.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { AdminAccount, AdminUsers } from "./admin.schema.ts";
import { adminUserView } from "./admin-user.ts";

const params = z.object({ id: z.string() });
const tags = ["operating"];

const list = createRoute({
  method: "get",
  path: "/api/admin/users",
  tags,
  summary: "Accounts, newest first; with `email`, the one of that address",
  security: ADMIN,
  request: { query: z.strictObject({ email: EmailAddress.optional(), ...PAGE_QUERY }) },
  responses: {
    200: answer("A page of accounts", AdminUsers),
    ...fails("unauthenticated", "validation_failed", "unavailable"),
  },
});

const read = createRoute({
  method: "get",
  path: "/api/admin/users/{id}",
  tags,
  summary: "An account with its live sessions and its latest events",
  security: ADMIN,
  request: { params },
  responses: {
    200: answer("The account", AdminAccount),
    ...fails("unauthenticated", "not_found", "unavailable"),
  },
});

/** An act upon one account: harmless when repeated. */
function act<P extends string>(name: P, summary: string) {
  return createRoute({
    method: "post",
    path: `/api/admin/users/{id}/${name}`,
    tags,
    summary,
    security: ADMIN,
    request: { params, ...optionalBody(z.strictObject({})) },
    responses: {
      204: { description: "It is so" },
      ...fails(...BODY_FAILURES, "unauthenticated", "not_found", "unavailable"),
    },
  });
}

const disable = act("disable", "Close an account until it is enabled again; its sessions end");
const enable = act("enable", "Let its owner sign in again");
const logOut = act("logout", "End all sessions of an account");

const reset = createRoute({
  method: "post",
  path: "/api/admin/users/{id}/reset",
  tags,
  summary: "Mail the owner of an account a way to a new password; no operator ever sets one",
  security: ADMIN,
  request: { params, ...optionalBody(z.strictObject({})) },
  responses: {
    204: { description: "The mail is on its way" },
    ...fails(...BODY_FAILURES, "unauthenticated", "not_found", "unavailable"),
  },
});

export const adminRoutes = createRouter()
  .openapi(list, async (c) => {
    const { cursors, operator } = c.get("services");
    const { email, ...page } = c.req.valid("query");
    const { rows, nextCursor } = await cursors.page(
      "users",
      page,
      (each) => operator.list({ email }, each),
      ({ createdAt, id }) => ({ at: createdAt, id }),
    );
    return c.json({ users: rows.map(adminUserView), nextCursor }, 200);
  })
  .openapi(read, async (c) => {
    const { user, sessions, events } = await c.get("services").operator.read(c.req.valid("param").id);
    return c.json(
      {
        user: adminUserView(user),
        // None of them is the operator's own.
        sessions: sessions.map((row) => sessionView(row, "")),
        events: events.map(eventView),
      },
      200,
    );
  })
  .openapi(disable, async (c) => {
    await c.get("services").operator.disable(c.req.valid("param").id);
    return c.body(null, 204);
  })
  .openapi(enable, async (c) => {
    await c.get("services").operator.enable(c.req.valid("param").id);
    return c.body(null, 204);
  })
  .openapi(logOut, async (c) => {
    await c.get("services").operator.logOut(c.req.valid("param").id);
    return c.body(null, 204);
  })
  .openapi(reset, async (c) => {
    await c.get("services").operator.reset(c.req.valid("param").id);
    return c.body(null, 204);
  });
