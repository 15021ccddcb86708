import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { jsonOf, recorded, serveLocally } from "./local-server.ts";
import type { TestRedis } from "./upstash-redis.ts";
import { RedisRefusal, type Reply } from "./upstash-resp.ts";

export const UPSTASH_TOKEN = "a-token-for-tests";

/** How requests are met until told otherwise. With `late`, Redis does what it was asked, and says so too late. */
export type UpstashBehaviour =
  | { kind: "ok" | "hang" | "reset" }
  | { kind: "late"; milliseconds: number }
  | { kind: "raw"; status: number; body: string };

type Answer = { result: unknown } | { error: string };

const Command = z.array(z.union([z.string(), z.number()]).transform(String)).min(1);

/** Upstash's REST protocol in front of a real Redis, and a door for tests in workerd to tell both what to do. */
export async function startUpstashStandIn(redis: TestRedis) {
  let behaviour: UpstashBehaviour = { kind: "ok" };
  let requests = 0;

  async function run(command: unknown, isBase64: boolean): Promise<Answer> {
    const parsed = Command.safeParse(command);
    if (!parsed.success) return { error: "ERR failed to parse command" };
    const reply = await redis.command(parsed.data);
    if (reply instanceof RedisRefusal) return { error: reply.message };
    return { result: encoded(reply, isBase64) };
  }

  async function answer(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
    requests += 1;
    if (behaviour.kind === "hang") return;
    if (behaviour.kind === "reset") return void request.socket.resetAndDestroy();
    if (behaviour.kind === "raw") return end(response, behaviour.status, behaviour.body);
    if (request.headers.authorization !== `Bearer ${UPSTASH_TOKEN}`) {
      return end(response, 401, { error: "WRONGPASS invalid or missing auth token" });
    }
    const isBase64 = request.headers["upstash-encoding"] === "base64";
    const delay = behaviour.kind === "late" ? behaviour.milliseconds : 0;
    if (request.url === "/pipeline" && Array.isArray(body)) {
      const answers = await Promise.all(body.map((command) => run(command, isBase64)));
      await wait(delay);
      return end(response, 200, answers);
    }
    if (request.url !== "/") return end(response, 404, { error: "ERR no such path" });
    const result = await run(body, isBase64);
    await wait(delay);
    return end(response, "error" in result ? 400 : 200, result);
  }

  async function control(request: IncomingMessage, response: ServerResponse, body: unknown): Promise<void> {
    switch (request.url) {
      case "/control/behave":
        behaviour = body as UpstashBehaviour;
        return end(response, 200, {});
      case "/control/stop":
        await redis.stop();
        return end(response, 200, {});
      case "/control/start":
        await redis.start();
        return end(response, 200, {});
      case "/control/command":
        return end(response, 200, await run(body, false));
      default:
        return end(response, 200, { requests });
    }
  }

  return serveLocally(async (request, response) => {
    const body = jsonOf((await recorded(request)).body);
    // It fails when Redis is away: then so is whoever speaks for it.
    await (request.url?.startsWith("/control/") ? control : answer)(request, response, body);
  });
}

/** Upstash encodes every string but OK. */
function encoded(reply: Reply, isBase64: boolean): unknown {
  if (Array.isArray(reply)) return reply.map((item) => encoded(item, isBase64));
  if (reply === null || typeof reply === "number" || reply === "OK") return reply;
  return Buffer.from(reply as string | Buffer).toString(isBase64 ? "base64" : "utf8");
}

function end(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json" }).end(text);
}
