import { createRoute, z } from "@hono/zod-openapi";
import { AppError } from "../shared/errors.ts";
import {
  type AppContext,
  answer,
  caller,
  callerSessions,
  createRouter,
  SIGNED_IN,
  WITH_SESSIONS,
} from "../shared/http.ts";
import { fails } from "../shared/problem.ts";
import { expireSessionCookies } from "./session.cookies.ts";
import { Session } from "./session.schema.ts";
import type { EndedSession } from "./session.statements.ts";
import { sessionView } from "./session.ts";
import { visitorOf } from "./visitor.ts";

const list = createRoute({
  method: "get",
  path: "/api/me/sessions",
  tags: ["account"],
  summary: "Where one is signed in, newest first",
  security: SIGNED_IN,
  ...WITH_SESSIONS,
  responses: {
    200: answer("The live sessions", z.object({ sessions: z.array(Session) }).openapi("Sessions")),
    ...fails("unauthenticated", "unavailable"),
  },
});

const end = createRoute({
  method: "delete",
  path: "/api/me/sessions/{id}",
  tags: ["account"],
  summary: "End one of one's sessions; ending the one in use is signing out",
  security: SIGNED_IN,
  request: { params: z.object({ id: z.string() }) },
  responses: {
    204: { description: "It is over" },
    ...fails("csrf_rejected", "unauthenticated", "not_found", "unavailable"),
  },
});

const endOthers = createRoute({
  method: "delete",
  path: "/api/me/sessions",
  tags: ["account"],
  summary: "End all of one's sessions but the one in use",
  security: SIGNED_IN,
  responses: {
    204: { description: "The others are over" },
    ...fails("csrf_rejected", "unauthenticated", "unavailable"),
  },
});

export const mySessionsRoutes = createRouter()
  .openapi(list, (c) => {
    const { session } = caller(c);
    return c.json({ sessions: callerSessions(c).map((row) => sessionView(row, session.id)) }, 200);
  })
  .openapi(end, async (c) => {
    const { id } = c.req.valid("param");
    const ended = await endChosen(c, id);
    if (ended.length === 0) throw new AppError("not_found", { reason: "no live session of this user" });
    if (id === caller(c).session.id) expireSessionCookies(c);
    return c.body(null, 204);
  })
  .openapi(endOthers, async (c) => {
    await endChosen(c, null);
    return c.body(null, 204);
  });

async function endChosen(c: AppContext, chosen: string | null): Promise<EndedSession[]> {
  const { sessionStore, push, now } = c.get("services");
  const { user, session } = caller(c);
  const act = { userId: user.id, from: session.id, at: now(), visitor: visitorOf(c.req.raw) };
  const ended = await sessionStore.endChosen({ ...act, chosen });
  if (!ended) throw new AppError("unauthenticated", { reason: "the session has ended meanwhile" });
  push.ended(ended);
  return ended;
}
