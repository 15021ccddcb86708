/** By its shape, for those who don't see its colour. */
const SHAPES = {
  ok: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8.2l2.1 2.1L11 6",
  degraded: "M8 1.8L15 14H1ZM8 6v4M8 11.6v.6",
  down: "M1.5 1.5h13v13h-13ZM5 5l6 6M11 5l-6 6",
  disabled: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8h6",
  unknown: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 8v.1",
} as const;

export type MarkState = keyof typeof SHAPES;

export function StateMark({ state }: { state: MarkState }) {
  return (
    <svg class={`mark mark-${state}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}
