import { createRoute, z } from "@hono/zod-openapi";
import { answer, caller, createRouter, SIGNED_IN } from "../shared/http.ts";
import { PAGE_QUERY } from "../shared/page.ts";
import { fails } from "../shared/problem.ts";
import { EventsAnswer } from "./event.schema.ts";
import { eventView } from "./event.ts";

const history = createRoute({
  method: "get",
  path: "/api/me/events",
  tags: ["account"],
  summary: "What happened to one's account: sign-ins, failures, changes; newest first",
  security: SIGNED_IN,
  request: { query: z.strictObject(PAGE_QUERY) },
  responses: {
    200: answer("A page of events", EventsAnswer),
    ...fails("unauthenticated", "validation_failed", "unavailable"),
  },
});

export const eventRoutes = createRouter().openapi(history, async (c) => {
  const { cursors, eventStore } = c.get("services");
  const { user } = caller(c);
  const { rows, nextCursor } = await cursors.page(
    `events of ${user.id}`,
    c.req.valid("query"),
    (page) => eventStore.page(user.id, page),
    (row) => row,
  );
  return c.json({ events: rows.map(eventView), nextCursor }, 200);
});
