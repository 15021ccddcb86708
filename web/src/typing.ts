/** A pause in typing; keys pressed meanwhile would be swallowed by what comes up. */
const PAUSE_MS = 1_000;

let lastKeyAt = 0;

export function watchTyping(): () => void {
  const note = () => {
    lastKeyAt = Date.now();
  };
  const options = { capture: true, passive: true };
  for (const type of TYPES) document.addEventListener(type, note, options);
  return () => {
    for (const type of TYPES) document.removeEventListener(type, note, options);
  };
}

const TYPES = ["keydown", "input"] as const;

/** Calls back once nobody is typing, at the earliest after so long. Returns the way out. */
export function whenQuiet(delayMs: number, then: () => void): () => void {
  let timer = setTimeout(look, delayMs);
  function look(): void {
    const left = lastKeyAt + PAUSE_MS - Date.now();
    if (left > 0) timer = setTimeout(look, left);
    else then();
  }
  return () => clearTimeout(timer);
}
