import type { ComponentChildren } from "preact";

export interface DisclosureProps {
  label: string;
  /** How it stands now. */
  value?: ComponentChildren;
  children: ComponentChildren;
}

/** A line that opens. */
export function Disclosure({ label, value, children }: DisclosureProps) {
  return (
    <details class="disclosure">
      <summary>
        <span>{label}</span>
        {value && <span class="disclosure-value">{value}</span>}
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
