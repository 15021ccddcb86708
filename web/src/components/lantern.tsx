/** A paper lantern: out while nobody is at home, lit when there is. */
export function Lantern({ isLit }: { isLit: boolean }) {
  return (
    <svg class={isLit ? "lantern lantern-lit" : "lantern"} viewBox="0 0 48 64" aria-hidden="true">
      <path class="lantern-cord" d="M24 0v8" />
      <circle class="lantern-glow" cx="24" cy="33" r="23" />
      <path class="lantern-paper" d="M15 12h18c6 5 9 12 9 20s-3 16-9 21H15c-6-5-9-13-9-21s3-15 9-20Z" />
      <path class="lantern-rib" d="M11 17h26M8 23h32M6.3 29.5h35.4M6.3 36h35.4M8 42h32M11 48h26" />
      <path class="lantern-rim" d="M15 8h18v4.5H15ZM15 52.5h18V57H15Z" />
    </svg>
  );
}
