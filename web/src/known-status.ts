import { useEffect, useState } from "preact/hooks";
import { heed, useHealth } from "./health.ts";
import { askStatus, type ServiceStatus } from "./service-status.ts";

/** Nothing need have happened: how quick everything is changes, too. */
const REFRESH_MS = 15_000;

interface Known {
  status: ServiceStatus;
  /** Milliseconds since 1970. */
  at: number;
}

/** Outlives the page that shows it: it is better than nothing when somebody comes back and no answer comes. */
let last: Known | null = null;

/** What the service last said of itself and of its day, asked again when its health changes. */
export function useKnownStatus() {
  const [known, setKnown] = useState(last);
  const [isMissing, setMissing] = useState(false);
  const heard = useHealth();
  const outline = heard && outlineOf(heard.components);

  // Each change of health comes with changes of the day.
  useEffect(() => {
    let isGone = false;
    async function ask(): Promise<void> {
      if (document.visibilityState !== "visible") return;
      const status = await askStatus();
      heed(status);
      if (isGone) return;
      setMissing(typeof status === "string");
      if (typeof status === "string") return;
      last = { status, at: Date.now() };
      setKnown(last);
    }
    void ask();
    const timer = setInterval(ask, REFRESH_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      isGone = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [outline]);

  return { known, isMissing };
}

/** What of health is news; how many milliseconds something took isn't. */
function outlineOf(components: ServiceStatus["components"]): string {
  return Object.values(components)
    .map(({ status }) => status)
    .join();
}
