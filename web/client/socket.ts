import type { ServerFrame } from "./frame.ts";
import { createPulse } from "./pulse.ts";

export interface SocketOptions {
  url: string;
  isVisible: () => boolean;
  onFrame: (frame: ServerFrame) => void;
  /** Once, unless we closed it. The code is 1006 where no reason was heard, DEAD where nothing was. */
  onClose: (code: number) => void;
}

/** In place of a close code: the server stopped answering. */
export const DEAD = 0;

export interface Socket {
  send(frame: object): void;
  /** Makes sure that the server still answers. */
  check(): void;
  close(): void;
}

/** One WebSocket, from its upgrade to its end. */
export function openSocket({ url, isVisible, onFrame, onClose }: SocketOptions): Socket {
  const ws = new WebSocket(url);
  const end = new AbortController();
  const { signal } = end;
  const pulse = createPulse({ isVisible, ask: () => write("ping"), onDead: () => gone(DEAD) });

  function write(data: string): void {
    if (ws.readyState === WebSocket.OPEN) ws.send(data);
  }

  function close(): void {
    end.abort();
    pulse.stop();
    ws.close();
  }

  function gone(code: number): void {
    close();
    onClose(code);
  }

  ws.addEventListener("close", ({ code }) => gone(code), { signal });
  ws.addEventListener(
    "message",
    ({ data }) => {
      pulse.beat();
      if (data !== "pong") onFrame(JSON.parse(data));
    },
    { signal },
  );

  return { send: (frame) => write(JSON.stringify(frame)), check: pulse.check, close };
}
