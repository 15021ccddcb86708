import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { jsonOf, type RecordedRequest, recorded, serveLocally } from "./local-server.ts";

/** What the next request meets. With `delivered`, the mail goes out although its sender never learns of it. */
export type Behaviour =
  | { kind: "ok" }
  | { kind: "error"; status: number; name: string; message?: string; headers?: Record<string, string> }
  | { kind: "raw"; status: number; body: string; headers?: Record<string, string> }
  | { kind: "hang" | "hang_in_body" | "reset"; delivered?: boolean };

export interface Delivery {
  id: string;
  key: string | null;
  body: z.infer<typeof emailBody>;
}

const emailBody = z.strictObject({
  from: z.string().min(3),
  to: z.array(z.string().regex(/^[^\s@,]+@[^\s@,]+$/)).length(1),
  subject: z.string().min(1),
  html: z.string().min(1),
  text: z.string().min(1),
  headers: z.record(z.string(), z.string()).optional(),
});

type Answer = { status: number; body: unknown };

/** A local server that answers `POST /emails` the way Resend documents it, and keeps what it would have sent. */
export async function startResendStandIn({ apiKey }: { apiKey?: string } = {}) {
  const requests: RecordedRequest[] = [];
  const deliveries: Delivery[] = [];
  const queue: Behaviour[] = [];
  const inFlight = new Set<string>();

  function accept({ headers, body }: RecordedRequest): Answer {
    const key = headerOf(headers["idempotency-key"]);
    if (key !== null && (key.length < 1 || key.length > 256)) {
      return refusal(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
    }
    const parsed = emailBody.safeParse(jsonOf(body));
    if (!parsed.success) {
      const field = String(parsed.error.issues[0]?.path[0] ?? "body");
      return refusal(422, "validation_error", `Invalid \`${field}\` field.`);
    }
    const known = key === null ? undefined : deliveries.find((delivery) => delivery.key === key);
    if (known && JSON.stringify(known.body) !== JSON.stringify(parsed.data)) {
      return refusal(
        409,
        "invalid_idempotent_request",
        "Same idempotency key used with a different request payload.",
      );
    }
    if (known) return { status: 200, body: { id: known.id } };
    const id = crypto.randomUUID();
    deliveries.push({ id, key, body: parsed.data });
    return { status: 200, body: { id } };
  }

  /** What is wrong before the body is looked at, or null. */
  function refuse({ method, path, headers }: RecordedRequest): Answer | null {
    if (path !== "/emails") return refusal(404, "not_found", "The requested endpoint does not exist.");
    if (method !== "POST")
      return refusal(405, "method_not_allowed", "Method is not allowed for the requested path.");
    const [, token] = /^Bearer (\S+)$/.exec(headers.authorization ?? "") ?? [];
    if (token === undefined)
      return refusal(401, "missing_api_key", "Missing API key in the authorization header.");
    if (apiKey !== undefined && token !== apiKey)
      return refusal(403, "invalid_api_key", "API key is invalid.");
    if (!/^application\/json\b/.test(headers["content-type"] ?? "")) {
      return refusal(415, "validation_error", "The body must be JSON.");
    }
    const key = headerOf(headers["idempotency-key"]);
    if (key === null || !inFlight.has(key)) return null;
    return refusal(
      409,
      "concurrent_idempotent_requests",
      "Same key used while the original request is in progress.",
    );
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await recorded(incoming);
    requests.push(request);
    const refused = refuse(request);
    if (refused) return reply(outgoing, refused);

    const behaviour = queue.shift() ?? { kind: "ok" };
    if (behaviour.kind === "ok") return reply(outgoing, accept(request));
    if (behaviour.kind === "raw") {
      outgoing.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
      return;
    }
    if (behaviour.kind === "error") {
      const { status, name, message = "As told by the test.", headers } = behaviour;
      return reply(outgoing, refusal(status, name, message), headers);
    }
    if (behaviour.delivered) accept(request);
    if (behaviour.kind === "reset") {
      incoming.socket.resetAndDestroy();
      return;
    }
    if (behaviour.kind === "hang_in_body") outgoing.writeHead(200, JSON_TYPE).write('{"id":');
    hold(headerOf(request.headers["idempotency-key"]), outgoing);
  }

  /** A request is in progress for as long as its sender waits. */
  function hold(key: string | null, outgoing: ServerResponse): void {
    if (key === null) return;
    inFlight.add(key);
    outgoing.once("close", () => inFlight.delete(key));
  }

  return {
    ...(await serveLocally(answer)),
    requests,
    deliveries,
    /** One answer each for the requests to come; after them all is well again. */
    behave: (...behaviours: Behaviour[]) => void queue.push(...behaviours),
  };
}

const JSON_TYPE = { "content-type": "application/json" };

function refusal(statusCode: number, name: string, message: string): Answer {
  return { status: statusCode, body: { statusCode, name, message } };
}

function reply(
  outgoing: ServerResponse,
  { status, body }: Answer,
  headers: Record<string, string> = {},
): void {
  outgoing.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
}

function headerOf(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}
