import type { Services } from "../services.ts";
import { describeError } from "../shared/log.ts";

/**
 * All work that nobody waits for, once a minute. Each job catches up by itself after days off and may run twice at once;
 * one that fails doesn't keep the others from running.
 */
export async function runScheduled({ outbox, keys, purge, log }: Services): Promise<void> {
  const jobs = { outbox: () => outbox.deliverDue(), keys: () => keys.rotate(), purge };
  for (const [job, run] of Object.entries(jobs)) {
    try {
      await run();
    } catch (error) {
      log.error("a scheduled job failed", { job, ...describeError(error) });
    }
  }
}
