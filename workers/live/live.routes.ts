import { createRoute, z } from "@hono/zod-openapi";
import { clientKey } from "../limits/client-address.ts";
import { AppError } from "../shared/errors.ts";
import { type AppContext, answer, caller, createRouter, optionalBody, SIGNED_IN } from "../shared/http.ts";
import { WS_TICKET_TTL_MS } from "../shared/limits.ts";
import { BODY_FAILURES, fails } from "../shared/problem.ts";
import { after, earlier, SECOND } from "../shared/time.ts";
import type { Origin } from "./connect.ts";
import { credentialOf, isUpgrade } from "./credential.ts";
import { regionOf } from "./hub-name.ts";

const SWITCHED = { 101: { description: "A WebSocket; `docs/api.md` says what is sent over it" } };

const socket = createRoute({
  method: "get",
  path: "/ws",
  tags: ["live"],
  summary:
    "A socket that tells of the session's end, of the user's other sessions, and of the service's health",
  description:
    "By the access cookie with an `Origin` of ours, by `Authorization: Bearer` from clients without one, or by a ticket, which wins.",
  parameters: [{ in: "query", name: "ticket", required: false, schema: { type: "string" } }],
  responses: {
    ...SWITCHED,
    ...fails("csrf_rejected", "unauthenticated", "upgrade_required", "rate_limited", "unavailable"),
  },
});

const healthSocket = createRoute({
  method: "get",
  path: "/ws/health",
  tags: ["live"],
  summary: "A socket that tells of the service's health, from any origin and for anybody",
  responses: { ...SWITCHED, ...fails("upgrade_required", "rate_limited", "unavailable") },
});

const ticket = createRoute({
  method: "post",
  path: "/api/auth/ws-ticket",
  tags: ["live"],
  summary: "A ticket that opens one socket for this session, or keeps one open",
  security: SIGNED_IN,
  request: optionalBody(z.strictObject({})),
  responses: {
    200: answer("Single use", z.object({ ticket: z.string(), expiresIn: z.int() })),
    ...fails(...BODY_FAILURES, "unauthenticated", "unavailable"),
  },
});

export const liveRoutes = createRouter()
  .openapi(socket, async (c) => {
    requireUpgrade(c);
    const { config, connect } = c.get("services");
    const credential = credentialOf(c.req.raw, config.ALLOWED_ORIGINS);
    return connect.open(credential, await guardedOrigin(c));
  })
  .openapi(healthSocket, async (c) => {
    requireUpgrade(c);
    return c.get("services").connect.openHealth(await guardedOrigin(c));
  })
  .openapi(ticket, async (c) => {
    const { tickets, config, now } = c.get("services");
    const { user, session } = caller(c);
    // As if the session had been refreshed now.
    const at = now();
    const expiresAt = earlier(after(at, config.ACCESS_TOKEN_TTL), session.expiresAt).getTime();
    const grant = {
      userId: user.id,
      sessionId: session.id,
      expiresAt,
      lifetimeMs: expiresAt - at.getTime(),
    };
    return c.json({ ticket: await tickets.issue(grant), expiresIn: WS_TICKET_TTL_MS / SECOND }, 200);
  });

function requireUpgrade(c: AppContext): void {
  if (!isUpgrade(c.req.raw)) throw new AppError("upgrade_required");
}

/** Where an upgrade comes from. Throws `rate_limited` for a client that floods: before anything that costs is done for it. */
async function guardedOrigin(c: AppContext): Promise<Origin> {
  const client = clientKey(c.req.raw.headers);
  await c.get("services").floodGuards.upgrade(client);
  return { region: regionOf(c.req.raw.cf), client };
}
