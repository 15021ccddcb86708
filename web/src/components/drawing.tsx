import "../styles/drawing.css";
import type { ComponentChildren } from "preact";

/** Small things of the entrance hall, in the colours of its scene. Nothing in them is to be read. */
function Drawing({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="drawing"
      viewBox="0 0 120 96"
      width="120"
      height="96"
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="xMinYMid"
    >
      {children}
    </svg>
  );
}

/** Shut, with the light still on behind them. */
export function ClosedDoors() {
  return (
    <Drawing>
      <path class="drawn-stone" d="M10 88h100l-7 6H17z" />
      <path class="drawn-plank" d="M8 80h104v8H8z" />
      <path class="drawn-beam" d="M14 8h92v72H14z" />
      <path class="drawn-beam" d="M4 4h112v7H4z" />
      <path class="drawn-paper" d="M19 14h40v66H19zm42 0h40v66H61z" />
      <path class="drawn-board" d="M19 68h40v12H19zm42 0h40v12H61z" />
      <path
        class="drawn-lattice"
        d="M19 14h40v66H19zM61 14h40v66H61zM32.3 14v54M45.7 14v54M74.3 14v54M87.7 14v54M19 27.5h40M19 41h40M19 54.5h40M61 27.5h40M61 41h40M61 54.5h40"
      />
    </Drawing>
  );
}

/** Held up to see better. */
export function Lantern() {
  return (
    <Drawing>
      <circle class="drawn-glow" cx="60" cy="52" r="44" />
      <circle class="drawn-glow" cx="60" cy="52" r="37" />
      <path class="drawn-beam" d="M0 4h120v6H0z" />
      <path class="drawn-cord" d="M60 10v10" />
      <path class="drawn-beam" d="M48 20h24v6H48zM48 78h24v6H48z" />
      <path class="drawn-paper" d="M48 26h24c12 8 16 16 16 26s-4 18-16 26H48c-12-8-16-16-16-26s4-18 16-26z" />
      <path class="drawn-lattice" d="M39 33h42M34 42h52M32 52h56M34 62h52M39 71h42" />
      <path class="drawn-cord" d="M60 84v9" />
    </Drawing>
  );
}

/** Its strap has snapped: it happens to the best of them. */
export function BrokenSandal() {
  return (
    <Drawing>
      <ellipse class="drawn-shade" cx="62" cy="86" rx="50" ry="6" />
      <path class="drawn-board" d="M30 66h13v18H30zM76 66h13v18H76z" />
      <path class="drawn-plank" d="M14 56q0-6 6-6h80q6 0 6 6v6q0 6-6 6H20q-6 0-6-6z" />
      <path class="drawn-grain" d="M24 57h30M62 60h34M30 62h18" />
      <path class="drawn-strap" d="M34 51c2-16 12-25 27-27" />
      <path class="drawn-strap" d="M92 51c-1-9-6-14-12-13" />
      <path class="drawn-thread" d="M61 24l8-4M61 24l9 0M61 24l7 4M80 38l-7-4M80 38l-8 1M80 38l-5 5" />
    </Drawing>
  );
}

/** The way out of the garden. */
export function SteppingStones() {
  return (
    <Drawing>
      <path class="drawn-far" d="M0 48c18-16 40-20 58-8 20-14 42-12 62 4v52H0z" />
      <circle class="drawn-sun" cx="84" cy="20" r="10" />
      <ellipse class="drawn-stone-edge" cx="46" cy="88" rx="22" ry="6.5" />
      <ellipse class="drawn-stone" cx="46" cy="86" rx="22" ry="6.5" />
      <ellipse class="drawn-stone-edge" cx="70" cy="72.5" rx="16" ry="4.6" />
      <ellipse class="drawn-stone" cx="70" cy="71" rx="16" ry="4.6" />
      <ellipse class="drawn-stone-edge" cx="54" cy="61" rx="11" ry="3.2" />
      <ellipse class="drawn-stone" cx="54" cy="60" rx="11" ry="3.2" />
      <ellipse class="drawn-stone" cx="66" cy="52" rx="7.5" ry="2.1" />
    </Drawing>
  );
}
