import { OUTBOX_BACKOFF_FIRST_MS, OUTBOX_BACKOFF_MAX_MS, OUTBOX_RETRY_MAX_MS } from "../shared/limits.ts";
import { after, earlier } from "../shared/time.ts";

/** From then on a row is not sent: what it carries is dead, or the provider has forgotten its id. */
export function deadlineOf(row: { createdAt: Date; expiresAt: Date }): Date {
  return earlier(row.expiresAt, after(row.createdAt, OUTBOX_RETRY_MAX_MS));
}

/**
 * When to try again after so many attempts: doubling, the upper half at random so that mails which failed together
 * don't come back together, and never before the provider's own `Retry-After`.
 */
export function nextAttempt(now: Date, attempts: number, random: () => number, retryAfterMs = 0): Date {
  const doubled = OUTBOX_BACKOFF_FIRST_MS * 2 ** Math.max(0, attempts - 1);
  const backoff = Math.min(doubled, OUTBOX_BACKOFF_MAX_MS);
  const jittered = backoff / 2 + (random() * backoff) / 2;
  return after(now, Math.ceil(Math.max(jittered, retryAfterMs)));
}
