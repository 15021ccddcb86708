import { useEffect, useRef, useState } from "preact/hooks";
import { isOpen, whenOpen } from "./health.ts";

/** `called_off`: it waited, and won't be sent unless somebody asks for it again. */
export type Holding = "no" | "waiting" | "called_off";

/** Keeps back what could only fail now. What was once under way is never sent again by this. */
export function useHold() {
  const giveUp = useRef<(() => void) | null>(null);
  const [holding, setHolding] = useState<Holding>("no");
  useEffect(() => () => giveUp.current?.(), []);

  /** Resolves when it may be sent; false when it was called off. */
  async function pass(): Promise<boolean> {
    setHolding("no");
    if (isOpen()) return true;
    setHolding("waiting");
    const maySend = await new Promise<boolean>((resolve) => {
      const unwatch = whenOpen(() => resolve(true));
      giveUp.current = () => {
        unwatch();
        resolve(false);
      };
    });
    giveUp.current?.();
    giveUp.current = null;
    setHolding(maySend ? "no" : "called_off");
    return maySend;
  }

  return { holding, pass, callOff: () => giveUp.current?.() };
}
