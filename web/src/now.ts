import { useEffect, useState } from "preact/hooks";

/** A minute is the finest that is told. */
const STEP_MS = 10_000;

/** Milliseconds since 1970, kept current while one looks. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, STEP_MS);
    // Timers of a tab in the background are slowed down, those of a computer that sleeps stand still.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return now;
}
