import type { ComponentChildren } from "preact";

export interface SubmitButtonProps {
  busy: boolean;
  busyText: string;
  /** For what can't be taken back by pressing something else. */
  grave?: boolean;
  children: ComponentChildren;
}

/** Never disabled: that would throw the focus away. The form ignores a second press while it is busy. */
export function SubmitButton({ busy, busyText, grave = false, children }: SubmitButtonProps) {
  return (
    <button type="submit" class={grave ? "button button-grave" : "button"} aria-busy={busy}>
      {busy ? busyText : children}
    </button>
  );
}
