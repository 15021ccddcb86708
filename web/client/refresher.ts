import { hasCode } from "./error.ts";
import { withRefreshLock } from "./refresh-lock.ts";
import type { Tabs } from "./tabs.ts";
import type { Send } from "./transport.ts";

export interface RefresherOptions {
  send: Send;
  tabs: Tabs;
  /** The server says that this session is over. */
  onEnded: (because: "refresh_invalid" | "refresh_reused") => void;
}

/** `seen` is the stamp before the request that was refused: a newer one means that somebody has refreshed since. */
export type Refresh = (seen: number) => Promise<void>;

/** One refresh at a time, over all tabs. Throws what the server says; only `refresh_*` ends the session. */
export function createRefresher({ send, tabs, onEnded }: RefresherOptions): Refresh {
  let running: Promise<void> | null = null;

  async function once(seen: number): Promise<void> {
    if (tabs.stamp() !== seen) return;
    try {
      await send("POST", "/api/auth/refresh", { delivery: "cookie" });
      tabs.touch();
    } catch (error) {
      const isReused = hasCode(error, "refresh_reused");
      const ended = isReused || hasCode(error, "refresh_invalid");
      // Somebody signed in while the old session was being refused: theirs is the one that counts.
      if (ended && tabs.stamp() !== seen) return;
      if (ended) onEnded(isReused ? "refresh_reused" : "refresh_invalid");
      throw error;
    }
  }

  return function refresh(seen) {
    running ??= withRefreshLock(() => once(seen)).finally(() => {
      running = null;
    });
    return running;
  };
}
