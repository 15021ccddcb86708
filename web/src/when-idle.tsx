import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Where browsers don't say when they have nothing to do. */
const SOON_MS = 2_000;

/** Without a network there is nothing to be had; it is tried again so often. */
const AGAIN_MS = 10_000;

/** A part of every page that nobody waits for: its script comes once the page has nothing better to do. */
export function whenIdle(fetchIt: () => Promise<ComponentType>): ComponentType {
  let Loaded: ComponentType | null = null;

  return function WhenIdle() {
    const [Part, setPart] = useState<ComponentType | null>(() => Loaded);
    useEffect(() => {
      if (Loaded) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      async function load(): Promise<void> {
        Loaded = await fetchIt().catch(() => null);
        if (Loaded) setPart(() => Loaded);
        else timer = setTimeout(load, AGAIN_MS);
      }
      if (typeof requestIdleCallback === "function") requestIdleCallback(() => void load());
      else timer = setTimeout(load, SOON_MS);
      return () => clearTimeout(timer);
    }, []);
    return Part && <Part />;
  };
}
