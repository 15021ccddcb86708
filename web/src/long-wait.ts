import { useEffect, useState } from "preact/hooks";

/** An answer that hasn't come after so long is worth a word; the call itself ends later. */
const LONG_MS = 8_000;

/** Whether something has been under way for longer than anybody would expect. */
export function useLongWait(isUnderWay: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isUnderWay) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, [isUnderWay]);
  return isLong;
}
