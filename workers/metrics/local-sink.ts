import { METRICS_PATIENCE_MS } from "../shared/limits.ts";
import { LATE, within } from "../shared/within.ts";
import type { Sink } from "./metrics.ts";
import type { Tally } from "./tally.ts";

/** The exporter object itself, where Analytics Engine isn't set up: one call, and what it took is on disk. */
export function createLocalSink(record: (tallies: readonly Tally[]) => Promise<void>): Sink {
  return {
    async write(tallies) {
      const outcome = await within(METRICS_PATIENCE_MS, record(tallies));
      if (outcome === LATE) throw new Error("the exporter is silent");
    },
  };
}
