import type { ComponentChildren } from "preact";

export interface SubmitButtonProps {
  busy: boolean;
  busyText: string;
  children: ComponentChildren;
}

/** Never disabled: that would throw the focus away. The form ignores a second press while it is busy. */
export function SubmitButton({ busy, busyText, children }: SubmitButtonProps) {
  return (
    <button type="submit" class="button" aria-busy={busy}>
      {busy ? busyText : children}
    </button>
  );
}
