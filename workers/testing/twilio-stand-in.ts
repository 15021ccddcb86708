import type { IncomingMessage, ServerResponse } from "node:http";
import { type RecordedRequest, recorded, serveLocally } from "./local-server.ts";

/** What the next request meets. With `delivered`, the SMS goes out although its sender never learns of it. */
export type Behaviour =
  | { kind: "ok" }
  | { kind: "error"; status: number; code?: number; message?: string; headers?: Record<string, string> }
  | { kind: "raw"; status: number; body: string; headers?: Record<string, string> }
  | { kind: "hang" | "hang_in_body" | "reset"; delivered?: boolean };

/** The fields of a message as they came, by Twilio's names. */
export type Delivery = Record<string, string>;

interface Answer {
  status: number;
  body: unknown;
}

interface Account {
  accountSid: string;
  authToken: string;
}

const JSON_TYPE = { "content-type": "application/json" };
const PATH = /^\/2010-04-01\/Accounts\/(\w+)\/Messages\.json$/;

/** A local server that answers `POST …/Messages.json` the way Twilio documents it, and keeps what it would have sent. */
export async function startTwilioStandIn(account?: Account) {
  const requests: RecordedRequest[] = [];
  const deliveries: Delivery[] = [];
  const queue: Behaviour[] = [];

  function accept({ body }: RecordedRequest): Answer {
    const fields = [...new URLSearchParams(body)];
    const message: Delivery = Object.fromEntries(fields);
    if (fields.length !== Object.keys(message).length) return refusal(400, 20001, "A parameter came twice.");
    const { To, From, MessagingServiceSid, Body } = message;
    if (!To) return refusal(400, 21604, "A 'To' phone number is required.");
    if (!/^\+[1-9]\d{6,14}$/.test(To)) return refusal(400, 21211, `Invalid 'To' Phone Number: ${To}`);
    if (!From === !MessagingServiceSid) return refusal(400, 21603, "A 'From' phone number is required.");
    if (!Body) return refusal(400, 21602, "Message body is required.");
    deliveries.push(message);
    const sid = `SM${crypto.randomUUID().replaceAll("-", "")}`;
    return { status: 201, body: { sid, status: "queued", to: To, error_code: null } };
  }

  /** What is wrong before the body is looked at, or null. */
  function refuse({ method, path, headers }: RecordedRequest): Answer | null {
    const [, sid] = PATH.exec(path) ?? [];
    if (sid === undefined) return refusal(404, 20404, "The requested resource was not found");
    if (method !== "POST") return refusal(405, 20004, "Method not allowed");
    const [, credentials = ""] = /^Basic (\S+)$/.exec(headers.authorization ?? "") ?? [];
    const [user, token] = atob(credentials).split(":");
    const isKnown = account === undefined || (user === account.accountSid && token === account.authToken);
    if (user !== sid || !token || !isKnown) return refusal(401, 20003, "Authenticate");
    return /^application\/x-www-form-urlencoded\b/.test(headers["content-type"] ?? "")
      ? null
      : refusal(415, 20415, "Unsupported media type");
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
      const { status, code, message = "As told by the test.", headers } = behaviour;
      return reply(outgoing, refusal(status, code, message), headers);
    }
    if (behaviour.delivered) accept(request);
    if (behaviour.kind === "reset") incoming.socket.resetAndDestroy();
    if (behaviour.kind === "hang_in_body") outgoing.writeHead(201, JSON_TYPE).write('{"sid":');
  }

  return {
    ...(await serveLocally(answer)),
    requests,
    deliveries,
    /** One answer each for the requests to come; after them all is well again. */
    behave: (...behaviours: Behaviour[]) => void queue.push(...behaviours),
  };
}

function refusal(status: number, code: number | undefined, message: string): Answer {
  return { status, body: { code, message, status } };
}

function reply(outgoing: ServerResponse, { status, body }: Answer, headers: Record<string, string> = {}) {
  outgoing.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
}
