import type { CounterLabels } from "../metrics/catalog.ts";
import type { Events } from "../metrics/events.ts";
import type { Services } from "../services.ts";
import { describeError, type Log } from "../shared/log.ts";

type JobName = CounterLabels<"scheduled_runs">["task"];
type Jobs = Partial<Record<JobName, () => Promise<unknown>>>;

export function jobsOf({ health, outbox, keys, purge, wakeExporter }: Services): Required<Jobs> {
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
export async function runScheduled(
  jobs: Jobs,
  metrics: Pick<Events, "scheduledRun">,
  log: Log,
): Promise<void> {
  for (const [name, run] of Object.entries(jobs)) {
    const job = name as JobName;
    try {
      await run();
      metrics.scheduledRun({ task: job, outcome: "success" });
    } catch (error) {
      metrics.scheduledRun({ task: job, outcome: "failure" });
      log.error("a scheduled job failed", { job, ...describeError(error) });
    }
  }
}
