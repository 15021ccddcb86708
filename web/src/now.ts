import { useEffect, useState } from "preact/hooks";

/** Where a minute is the finest that is told. */
const STEP_MS = 10_000;

/** Milliseconds since 1970, kept current while one looks. */
export function useNow(everyMs = STEP_MS): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, everyMs);
    // Timers of a tab in the background are slowed down, those of a computer that sleeps stand still.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [everyMs]);
  return now;
}
