import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useFading } from "../fading.ts";
import { useFocusRescue } from "../focus-rescue.ts";

export interface FadingListProps<T> {
  class: string;
  items: readonly T[];
  children: (item: T) => ComponentChildren;
  /** Where the focus goes when the item that has it leaves. */
  rescue: () => void;
}

/** A list whose items appear and leave softly. */
export function FadingList<T extends { id: string }>(props: FadingListProps<T>) {
  return (
    <ul class={props.class}>
      {useFading(props.items).map(({ item, isLeaving }) => (
        <FadingItem key={item.id} isLeaving={isLeaving} rescue={props.rescue}>
          {props.children(item)}
        </FadingItem>
      ))}
    </ul>
  );
}

interface FadingItemProps {
  isLeaving: boolean;
  rescue: () => void;
  children: ComponentChildren;
}

function FadingItem({ isLeaving, rescue, children }: FadingItemProps) {
  const element = useRef<HTMLLIElement>(null);
  useFocusRescue(element, rescue, isLeaving);
  return (
    <li ref={element} class={isLeaving ? "leaving" : undefined} inert={isLeaving}>
      {children}
    </li>
  );
}
