import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";

export interface ModalProps {
  class: string;
  title: string;
  /** Escape, too. Without it, it stays until whoever shows it takes it away. */
  onDismiss?: () => void;
  children: ComponentChildren;
}

/** Over the page, which can't be reached meanwhile; the focus comes here and goes back. */
export function Modal({ class: name, title, onDismiss, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    heading.current?.focus();
    // Before it is gone: only a dialog that is closed gives the focus back.
    return () => current?.close();
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
