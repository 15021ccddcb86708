import { useEffect } from "preact/hooks";
import { heed, useHealth } from "./health.ts";
import { askStatus, type ServiceStatus } from "./service-status.ts";
import { createStore, useStore } from "./store.ts";

/** Nothing need have happened: how quick everything is changes, too. */
const REFRESH_MS = 15_000;

interface Known {
  status: ServiceStatus;
  /** Milliseconds since 1970. */
  at: number;
}

/** Outlives the page that shows it: it is better than nothing when somebody comes back and no answer comes. */
const known = createStore<Known | null>(null);
const missing = createStore(false);

async function ask(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  const status = await askStatus();
  heed(status);
  if (typeof status !== "string") known.set({ status, at: Date.now() });
  missing.set(typeof status === "string");
}

/** What the service last said of itself and of its day, asked again when its health changes. */
export function useKnownStatus() {
  const shown = useStore(known);
  const heard = useHealth();

  useEffect(() => {
    void ask();
    const timer = setInterval(ask, REFRESH_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, []);

  const news = heard && outlineOf(heard);
  const isOld = shown !== null && news !== outlineOf(shown.status);
  // Once for each piece of it.
  useEffect(() => {
    if (news !== null && isOld) void ask();
  }, [news]);

  return { known: shown, isMissing: useStore(missing) };
}

/** What of health is news; how many milliseconds something took isn't. */
function outlineOf({ components }: Pick<ServiceStatus, "components">): string {
  return Object.values(components)
    .map(({ status }) => status)
    .join();
}
