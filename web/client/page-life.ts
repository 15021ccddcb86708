export interface PageEvents {
  /** It is seen again, back from the browser's cache, or the network is back. */
  onWake: () => void;
  onHidden: () => void;
  /** It goes, perhaps into the browser's cache: a page with an open socket would not be kept there. */
  onGone: () => void;
}

/** What becomes of the page that this script runs in. */
export interface PageLife {
  isVisible(): boolean;
  isOnline(): boolean;
  /** Returns the way out. */
  watch(events: PageEvents): () => void;
}

export function createPageLife(): PageLife {
  const isVisible = () => document.visibilityState === "visible";
  return {
    isVisible,
    isOnline: () => navigator.onLine,
    watch({ onWake, onHidden, onGone }) {
      const end = new AbortController();
      const { signal } = end;
      document.addEventListener("visibilitychange", () => (isVisible() ? onWake() : onHidden()), { signal });
      addEventListener("online", onWake, { signal });
      addEventListener("pageshow", onWake, { signal });
      addEventListener("pagehide", onGone, { signal });
      return () => end.abort();
    },
  };
}
