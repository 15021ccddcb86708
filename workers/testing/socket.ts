import { exports } from "cloudflare:workers";
import { AWAY_DELAY_MS } from "../shared/limits.ts";
import { ORIGIN, type TestVisitor } from "./visitor.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever a frame holds
export type Frame = { type: string; payload: any };

const PATIENCE_MS = 5_000;

/** One end of an open socket, as a test looks at it. */
export function listen(ws: WebSocket) {
  const frames: (Frame | string)[] = [];
  let closed: { code: number; reason: string } | null = null;
  let wake = () => {};
  ws.addEventListener("message", ({ data }) => {
    const text = String(data);
    frames.push(text.startsWith("{") ? JSON.parse(text) : text);
    wake();
  });
  ws.addEventListener("close", ({ code, reason }) => {
    closed = { code, reason };
    wake();
  });
  ws.accept();

  async function until<T>(
    what: string,
    look: () => T | undefined | null,
    patienceMs = PATIENCE_MS,
  ): Promise<T> {
    const end = performance.now() + patienceMs;
    for (;;) {
      const seen = look();
      if (seen !== undefined && seen !== null) return seen;
      const left = end - performance.now();
      if (left <= 0) throw new Error(`no ${what} in time: ${JSON.stringify({ frames, closed })}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    ws,
    frames,
    send: (frame: unknown) => ws.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    /** The next frame of this type that nobody has taken yet. */
    next: (type: string, patienceMs?: number): Promise<Frame> =>
      until(
        type,
        () => {
          const index = frames.findIndex((frame) => typeof frame === "object" && frame.type === type);
          return index < 0 ? null : (frames.splice(index, 1)[0] as Frame);
        },
        patienceMs,
      ),
    text: (text: string) =>
      until(text, () => {
        const index = frames.indexOf(text);
        return index < 0 ? null : frames.splice(index, 1)[0];
      }),
    closed: (patienceMs?: number) => until("close", () => closed, patienceMs),
    isOpen: () => closed === null,
    count: (type: string) =>
      frames.filter((frame) => typeof frame === "object" && frame.type === type).length,
  };
}

export type TestSocket = ReturnType<typeof listen>;

/** Closes sockets at the end of a test. */
export function closeAll(sockets: TestSocket[]): void {
  for (const { ws } of sockets.splice(0)) ws.close();
}

/** Until hubs have noted who left: work under way at a file's end would be an error of the runner. */
export const hubsSettle = () => scheduler.wait(AWAY_DELAY_MS + 1_000);

type Service = (request: Request) => Promise<Response>;

/** What an upgrade answers. */
export function upgrade(
  path: string,
  headers: Record<string, string> = {},
  service: Service = (request) => exports.default.fetch(request),
): Promise<Response> {
  return service(new Request(`${ORIGIN}${path}`, { headers: { upgrade: "websocket", ...headers } }));
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The headers of a browser of ours. */
export function browser({ cookies }: TestVisitor, origin: string = ORIGIN): Record<string, string> {
  return { origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
}

/** Opens a socket. Fails when it isn't let in. */
export async function connect(path: string, headers: Record<string, string>, service?: Service) {
  const response = await upgrade(path, headers, service);
  if (!response.webSocket) throw new Error(`no socket: ${response.status} ${await response.text()}`);
  return listen(response.webSocket);
}
