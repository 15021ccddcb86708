import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** When an element goes that holds the focus, `rescue` puts it somewhere near: else the reader would be thrown to the top. */
export function useFocusRescue(
  element: RefObject<HTMLElement | null>,
  rescue: () => void,
  isLeaving: boolean = false,
): void {
  useLayoutEffect(() => {
    const { current } = element;
    const check = () => {
      if (current?.contains(document.activeElement)) rescue();
    };
    if (isLeaving) check();
    return check;
  }, [isLeaving]);
}
