export type TabMessage = "signed_in" | "signed_out" | "changed";

/** What this browser believes. `unknown` is a first visit, or storage that may not be used. */
export type Hint = "in" | "out" | "unknown";

/** What the tabs of one origin share: never a token, only that something happened. */
export interface Tabs {
  hint(): Hint;
  setHint(hint: "in" | "out"): void;
  /** Differs after every sign-in and refresh in any tab. */
  stamp(): number;
  touch(): void;
  tell(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
  close(): void;
}

const CHANNEL = "genkan";
const HINT_KEY = "genkan:signed-in";
const STAMP_KEY = "genkan:refreshed-at";

export function createTabs(): Tabs {
  const memory = new Map<string, string>();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);

  function read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  }

  function write(key: string, value: string): void {
    try {
      localStorage.setItem(key, value);
    } catch {
      memory.set(key, value);
    }
  }

  function hint(): Hint {
    const value = read(HINT_KEY);
    if (value === "1") return "in";
    return value === "0" ? "out" : "unknown";
  }

  const stamp = () => Number(read(STAMP_KEY) ?? 0);

  return {
    hint,
    setHint: (next) => write(HINT_KEY, next === "in" ? "1" : "0"),
    stamp,
    touch: () => write(STAMP_KEY, String(Math.max(stamp() + 1, Date.now()))),
    tell: (message) => channel?.postMessage(message),
    listen(listener) {
      channel?.addEventListener("message", ({ data }) => {
        if (data === "signed_in" || data === "signed_out" || data === "changed") listener(data);
      });
    },
    close: () => channel?.close(),
  };
}
