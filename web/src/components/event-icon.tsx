import type { EventIcon as Icon } from "../event-kind.ts";

const LINES: Record<Icon, string> = {
  in: "M13 4.5h6.5v15H13M4 12h10M10.5 8l4 4-4 4",
  out: "M11 4.5H4.5v15H11M9.5 12H20M16.5 8l4 4-4 4",
  try: "M12 4 21 19.5H3zM12 10v4.5M12 16.8v.4",
  key: "M11.5 12a3.7 3.7 0 1 0-7.5 0 3.7 3.7 0 0 0 7.5 0H20.5v3.5M16.5 12v3",
  mail: "M3.5 6h17v12h-17zM3.5 6.5 12 13l8.5-6.5",
  person: "M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM5 19.5c.5-3.5 3-5.5 7-5.5s6.5 2 7 5.5",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6",
  shield: "M12 3.5 19.5 6v6c0 4-3 7-7.5 8.5C7.5 19 4.5 16 4.5 12V6zM12 8.5v4M12 15.3v.4",
};

export function EventIcon({ icon }: { icon: Icon }) {
  return (
    <svg class="event-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={LINES[icon]} />
    </svg>
  );
}
