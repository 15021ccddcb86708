import { expect, type Page } from "@playwright/test";

/** The sockets that a page opens for its session. */
export function watchSockets(page: Page) {
  const frames: string[] = [];
  let closed = 0;
  page.on("websocket", (socket) => {
    if (!socket.url().endsWith("/ws")) return;
    socket.on("framereceived", ({ payload }) => {
      if (payload !== "pong") frames.push(JSON.parse(String(payload)).type);
    });
    socket.on("close", () => {
      closed += 1;
    });
  });
  const count = (type: string) => frames.filter((each) => each === type).length;
  return {
    count,
    closed: () => closed,
    /** So many have opened. The service makes an address wait that opens many within a minute. */
    opened: (times: number) => expect.poll(() => count("connected"), { timeout: 40_000 }).toBe(times),
  };
}

/** The whole page stops, as on a computer that sleeps: no script runs, no timer fires, and nothing that arrives is read. */
export async function fallAsleep(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Debugger.enable");
  const asleep = devtools.send("Runtime.evaluate", { expression: "debugger" });
  return async function wakeUp() {
    await devtools.send("Debugger.resume");
    await asleep;
    await devtools.detach();
  };
}
