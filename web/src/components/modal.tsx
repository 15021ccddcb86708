import type { ComponentChildren, RefObject } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

export interface ModalProps {
  class: string;
  title: string;
  /** Escape, too. Without it, it stays until whoever shows it takes it away. */
  onDismiss?: () => void;
  /** What takes the focus in the place of the title. */
  focus?: RefObject<HTMLElement | null>;
  children: ComponentChildren;
}

/** Over the page, which can't be reached meanwhile; the focus comes here and goes back. */
export function Modal({ class: name, title, onDismiss, focus, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    (focus?.current ?? heading.current)?.focus();
    return () => {
      // Before it is gone: only a dialog that is closed gives the focus back.
      current?.close();
      settleFocus();
    };
  }, []);

  function onCancel(event: Event): void {
    event.preventDefault();
    onDismiss?.();
  }

  return (
    <dialog
      ref={dialog}
      class={name}
      aria-labelledby={id}
      onCancel={onCancel}
      closedby={onDismiss ? "closerequest" : "none"}
    >
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}

function settleFocus(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement) {
    // Chromium gives a field its focus back without its caret, and what is typed goes nowhere.
    activeElement.blur();
    activeElement.focus({ preventScroll: true });
  }
  // What had it before may be gone, with its page.
  if (activeElement === document.body) document.querySelector("h1")?.focus();
}
