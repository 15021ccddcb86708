import type { CounterLabels } from "../metrics/catalog.ts";
import type { Metrics } from "../metrics/metrics.ts";

type SocketEvent = CounterLabels<"ws_events">["type"];

/**
 * What happens to a hub's sockets, handed on together: all that one frame or one call brings about at once, and whatever
 * comes while that is on its way with the next. A flood of frames is no flood of calls, and no timer keeps a hub awake.
 */
export function createSocketCount(deps: {
  /** Of one invocation: a hub lives longer than any. */
  openMetrics: () => Metrics;
  background: (work: Promise<unknown>) => void;
}) {
  const { openMetrics, background } = deps;
  let counts = new Map<SocketEvent, number>();
  let isHandingOn = false;

  async function handOn(): Promise<void> {
    // What is happening right now happens to its end first.
    await Promise.resolve();
    try {
      while (counts.size > 0) {
        const { events, flush } = openMetrics();
        for (const [type, count] of counts) events.socket({ type }, count);
        counts = new Map();
        await flush();
      }
    } finally {
      isHandingOn = false;
    }
  }

  return (type: SocketEvent, count = 1): void => {
    counts.set(type, (counts.get(type) ?? 0) + count);
    if (isHandingOn) return;
    isHandingOn = true;
    background(handOn());
  };
}

export type SocketCount = ReturnType<typeof createSocketCount>;
