import type { Services } from "../services.ts";
import { describeError, type Log } from "../shared/log.ts";

type Jobs = Record<string, () => Promise<unknown>>;

export function jobsOf({ health, wakeExporter, outbox, keys, purge }: Services): Jobs {
  return {
    health: () => health.wake(),
    outbox: () => outbox.deliverDue(),
    keys: () => keys.rotate(),
    purge,
    metrics: () => wakeExporter(),
  };
}

/**
 * All work that nobody waits for, once a minute. Each job catches up by itself after days off and may run twice at once;
 * one that fails doesn't keep the others from running.
 */
export async function runScheduled(jobs: Jobs, log: Log): Promise<void> {
  for (const [job, run] of Object.entries(jobs)) {
    try {
      await run();
    } catch (error) {
      log.error("a scheduled job failed", { job, ...describeError(error) });
    }
  }
}
