import type { Device } from "../../client/types.ts";

const LINES: Record<Device["kind"], string> = {
  desktop: "M6 8.5h28v18H6zM16 32.5h8M20 26.5v6M11 32.5h18",
  mobile: "M13 4.5h14v31H13zM18 31h4",
  tablet: "M8.5 5.5h23v29h-23zM18 30.5h4",
  other: "M6 10.5h28v19H6zM11 16.5l4 3.5-4 3.5M18 24h7",
};

/** A screen on its foot, a phone, a tablet; a command line for what is none of them. */
export function DeviceDrawing({ kind }: { kind: Device["kind"] }) {
  return (
    <svg class="device-drawing" viewBox="0 0 40 40" aria-hidden="true">
      <path d={LINES[kind]} />
    </svg>
  );
}
