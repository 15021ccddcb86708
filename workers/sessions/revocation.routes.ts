import { createRoute, z } from "@hono/zod-openapi";
import { answer, createRouter, FEED } from "../shared/http.ts";
import { fails } from "../shared/problem.ts";
import { CURSOR } from "./revocation-feed.ts";

const Since = z.string().regex(CURSOR, "is not a cursor of this feed").optional();

const Revocations = z
  .object({
    sessionIds: z.array(z.string()).openapi({ description: "`sid` of tokens to refuse; some come again" }),
    cursor: z.string().openapi({ description: "Opaque: `since` of the next question" }),
    hasMore: z.boolean().openapi({ description: "Ask again at once" }),
    keepSeconds: z.int().openapi({ description: "After so long no token of these sessions is good anyway" }),
  })
  .openapi("Revocations");

const list = createRoute({
  method: "get",
  path: "/api/feed/revocations",
  tags: ["sessions"],
  summary: "Sessions that ended lately, for servers that check access tokens by signature alone",
  security: FEED,
  request: {
    query: z.strictObject({
      since: Since.openapi({ description: "`cursor` of the answer before; left out at the first" }),
    }),
  },
  responses: {
    200: answer("Those that ended since, the oldest first", Revocations),
    ...fails("unauthenticated", "validation_failed", "unavailable"),
  },
});

export const revocationRoutes = createRouter().openapi(list, async (c) =>
  c.json(await c.get("services").revocationFeed.read(c.req.valid("query").since), 200),
);
