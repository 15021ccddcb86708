import { dataPoint } from "./data-point.ts";
import type { Sink } from "./metrics.ts";

/** Workers Analytics Engine: samples where there is much, forgets after three months, and never says that a write failed. */
export function createAnalyticsSink(dataset: AnalyticsEngineDataset): Sink {
  return {
    async write(tallies) {
      for (const tally of tallies) dataset.writeDataPoint(dataPoint(tally));
    },
  };
}
