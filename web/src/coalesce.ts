/**
 * Calls `run` at once, and however often it is asked for until `pauseMs` after that has ended, once more: whoever asks
 * gets a run that began after the asking.
 */
export function coalesce(run: () => Promise<void>, pauseMs: number): () => Promise<void> {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function start(): Promise<void> {
    const ran = run();
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, pauseMs));
    current = ran.then(pause, pause).then(() => {
      current = null;
    });
    return ran;
  }

  return function ask() {
    if (!current) return start();
    next ??= current.then(() => {
      next = null;
      return start();
    });
    return next;
  };
}
