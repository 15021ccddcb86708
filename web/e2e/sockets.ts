import { expect, type Page } from "@playwright/test";

/** The sockets that a page opens for its session, and how many of them the service has greeted. */
export function watchSockets(page: Page) {
  const seen = { greeted: 0, closed: 0, frames: [] as string[] };
  page.on("websocket", (socket) => {
    if (!socket.url().endsWith("/ws")) return;
    socket.on("framereceived", ({ payload }) => {
      const { type } = payload === "pong" ? { type: "pong" } : JSON.parse(String(payload));
      seen.frames.push(type);
      if (type === "connected") seen.greeted += 1;
    });
    socket.on("close", () => {
      seen.closed += 1;
    });
  });
  return {
    ...seen,
    get frames() {
      return seen.frames;
    },
    /** Many pages of one address that open at once are made to wait. */
    greeted: (count: number) => expect.poll(() => seen.greeted, { timeout: 40_000 }).toBe(count),
    closed: () => seen.closed,
  };
}
