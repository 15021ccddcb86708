import type { Services } from "../services.ts";
import { DEFER_MS, METRICS_FLUSH_MS } from "../shared/limits.ts";
import { describeError } from "../shared/log.ts";
import { LATE, within } from "../shared/within.ts";

type Work = () => Promise<unknown>;

/** What was put off until the answer is made, and what there is to count; then the request, or the run of the jobs, is over. */
export async function finish(deferred: Work[], services: Services): Promise<void> {
  const done = runDeferred(deferred, services);
  try {
    // Work may take long, and what happened before it must not be counted late.
    while ((await within(METRICS_FLUSH_MS, done)) === LATE) await services.flushMetrics();
  } finally {
    await done;
    // Before the last counts are on their way: others may wait for the connection.
    await services.db.close();
  }
  await services.flushMetrics();
}

async function runDeferred(deferred: Work[], services: Services): Promise<void> {
  // The answer goes first: even starting work takes time, and only some requests have any.
  if (deferred.length > 0) await scheduler.wait(DEFER_MS);
  // Work may put off more.
  while (deferred.length > 0) await Promise.all(deferred.splice(0).map((work) => attempt(work, services)));
}

/** Nobody is there to catch what it throws. */
async function attempt(work: Work, { log, health }: Services): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error("deferred work failed", describeError(error));
    await health.suspectCause(error);
  }
}
