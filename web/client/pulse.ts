const TICK_MS = 5_000;

/** After 30 s without a word the server is asked whether it is there; 10 s later it isn't. */
const ASK_TICK = 6;
const GIVE_UP_TICK = 8;

/** A tick that comes so late was slept through. */
const SLEPT_MS = 3 * TICK_MS;

export interface Pulse {
  /** Something came in. */
  beat(): void;
  /** Asks now: something has happened to this computer or this page. */
  check(): void;
  stop(): void;
}

export interface PulseOptions {
  isVisible: () => boolean;
  ask: () => void;
  onDead: () => void;
}

/**
 * Tells a quiet connection from a dead one, which TCP alone may need many minutes for. It counts ticks and trusts the clock
 * for no more than noticing that the computer slept. A page that nobody sees asks nothing. Starts with a question open.
 */
export function createPulse({ isVisible, ask, onDead }: PulseOptions): Pulse {
  let quiet = ASK_TICK;
  let last = Date.now();
  const timer = setInterval(tick, TICK_MS);

  function check(): void {
    quiet = ASK_TICK;
    ask();
  }

  function tick(): void {
    const now = Date.now();
    const hasSlept = now - last > SLEPT_MS;
    last = now;
    if (!isVisible()) return;
    quiet += 1;
    if (hasSlept || quiet === ASK_TICK) check();
    else if (quiet >= GIVE_UP_TICK) onDead();
  }

  return {
    beat() {
      quiet = 0;
    },
    check,
    stop: () => clearInterval(timer),
  };
}
