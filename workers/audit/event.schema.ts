import { z } from "@hono/zod-openapi";
import { Session } from "../sessions/session.schema.ts";
import { NextCursor } from "../shared/page.ts";
import { EVENT_TYPES } from "./event.store.ts";

export const Event = z
  .object({
    id: z.string(),
    type: z.enum(EVENT_TYPES),
    at: z.iso.datetime(),
    ip: z.string().nullable(),
    device: Session.shape.device.nullable().openapi({ description: "`null` where the operator acted" }),
    location: Session.shape.location,
    sessionId: z.string().nullable(),
  })
  .openapi("Event");
export type Event = z.infer<typeof Event>;

export const EventsAnswer = z.object({ events: z.array(Event), nextCursor: NextCursor }).openapi("Events");
