import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** As long as the styles take to let it go. */
const LEAVING_MS = 320;

interface Item {
  id: string;
}

export interface Fading<T> {
  item: T;
  isLeaving: boolean;
}

/** The items, and for a moment still those that have just left, where they were. */
export function useFading<T extends Item>(items: readonly T[]): Fading<T>[] {
  const before = useRef(items);
  const [, redraw] = useState(0);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = isStill ? items : withLeft(before.current, items);
  useLayoutEffect(() => {
    before.current = shown;
    if (shown.length === items.length) return;
    const timer = setTimeout(() => {
      before.current = items;
      redraw((count) => count + 1);
    }, LEAVING_MS);
    return () => clearTimeout(timer);
  }, [items]);
  const ids = new Set(items.map(({ id }) => id));
  return shown.map((item) => ({ item, isLeaving: !ids.has(item.id) }));
}

/** Each that has left stays behind the one that it was behind. */
export function withLeft<T extends Item>(before: readonly T[], after: readonly T[]): T[] {
  const shown = [...after];
  for (const [index, item] of before.entries()) {
    if (shown.some(({ id }) => id === item.id)) continue;
    const ahead = shown.findIndex(({ id }) => id === before[index - 1]?.id);
    shown.splice(ahead + 1, 0, item);
  }
  return shown;
}
