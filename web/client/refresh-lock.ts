const NAME = "genkan-refresh";

/**
 * Kept after a refresh, so that whoever waits finds what it left: other tabs run in other processes and see a change
 * of localStorage a moment later. The tab that refreshed does not wait for this.
 */
const SETTLE_MS = 100;

/** Longer than a refresh takes; a tab that died with the lease blocks the others no longer than this. */
const LEASE_MS = 5_000;
const POLL_MS = 50;

/** Runs one thing that replaces the refresh cookie at a time, over all tabs of the origin. Don't nest. */
export function withRefreshLock<T>(run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    async function runAndSettle(): Promise<void> {
      await run().then(resolve, reject);
      await sleep(SETTLE_MS);
    }
    const locks = globalThis.navigator?.locks;
    const held = locks ? locks.request(NAME, runAndSettle) : withLease(runAndSettle);
    held.catch(reject);
  });
}

/**
 * Web Locks are missing in older browsers and on plain http. A lease in localStorage is not a true mutex: two
 * tabs may both believe they hold it, and then the server gives both the same successor.
 */
async function withLease(run: () => Promise<void>): Promise<void> {
  while (Number(lease() ?? 0) > Date.now()) await sleep(POLL_MS);
  lease(String(Date.now() + LEASE_MS));
  try {
    await run();
  } finally {
    lease("0");
  }
}

function lease(value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(NAME, value);
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
