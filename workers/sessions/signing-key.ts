import { KEY_LIFETIME_MS, KEY_PUBLISH_AHEAD_MS, KEY_RETIRE_MARGIN_MS } from "../shared/limits.ts";
import { after } from "../shared/time.ts";

export type SigningAlg = "EdDSA" | "ES256" | "RS256";

/** Where a key is in its life follows from these alone; nothing has to run on time for it to be right. */
export interface KeyTimes {
  sequence: number;
  alg: string;
  activeAt: Date;
}

/** The keys that may sign now, the one that should first. */
export function signersAmong<K extends KeyTimes>(keys: readonly K[], now: Date): K[] {
  return newestFirst(keys).filter((key) => key.activeAt <= now);
}

/**
 * Whether a new key must be made, and from when it signs; null when the newest one will do. Only development changes the
 * algorithm `atOnce`: elsewhere somebody may hold a key set that doesn't have the new key yet.
 */
export function nextKey(
  keys: readonly KeyTimes[],
  alg: SigningAlg,
  now: Date,
  { atOnce }: { atOnce: boolean } = { atOnce: false },
): { sequence: number; activeAt: Date } | null {
  const [newest] = newestFirst(keys);
  // Nobody has cached a key set that doesn't exist yet, so the very first key may sign at once.
  if (!newest) return { sequence: 1, activeAt: now };
  const sequence = newest.sequence + 1;
  const published = after(now, KEY_PUBLISH_AHEAD_MS);
  if (after(newest.activeAt, KEY_LIFETIME_MS - KEY_PUBLISH_AHEAD_MS) <= now)
    return { sequence, activeAt: published };
  // One change at a time: isolates with different settings, in the middle of a deploy, must not take turns for ever.
  const isSettled = newest.activeAt <= now;
  if (newest.alg !== alg && isSettled) return { sequence, activeAt: atOnce ? now : published };
  return null;
}

/** Keys whose last token has expired: their successor has been signing for longer than any token lives. */
export function retiredAmong<K extends KeyTimes>(
  keys: readonly K[],
  accessTokenTtlMs: number,
  now: Date,
): K[] {
  const sorted = newestFirst(keys);
  return sorted.filter((_, index) => {
    const successor = sorted[index - 1];
    return successor && after(successor.activeAt, accessTokenTtlMs + KEY_RETIRE_MARGIN_MS) < now;
  });
}

function newestFirst<K extends KeyTimes>(keys: readonly K[]): K[] {
  return keys.toSorted((a, b) => b.sequence - a.sequence);
}
