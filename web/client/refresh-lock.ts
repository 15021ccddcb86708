const NAME = "genkan-refresh";

/** Longer than a refresh takes; a tab that died with the lease blocks the others no longer than this. */
const LEASE_MS = 5_000;
const POLL_MS = 50;

/** Runs one refresh at a time over all tabs of the origin. */
export async function withRefreshLock(run: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks;
  if (locks) await locks.request(NAME, run);
  else await withLease(run);
}

/**
 * Web Locks are missing in older browsers and on plain http. A lease in localStorage is not a true mutex: two
 * tabs may both believe they hold it, and then the server gives both the same successor.
 */
async function withLease(run: () => Promise<void>): Promise<void> {
  while (Number(lease() ?? 0) > Date.now()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
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
