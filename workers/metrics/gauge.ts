import { METRICS_PATIENCE_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import { LATE, within } from "../shared/within.ts";
import type { GAUGES } from "./catalog.ts";

export type GaugeName = keyof typeof GAUGES;

/** A gauge with its labels' values in the catalogue's order. */
export interface GaugeSample {
  name: GaugeName;
  labels: string[];
  value: number;
}

/** Reads one or several gauges. May reject: then these are left out. */
export type GaugeReader = () => Promise<GaugeSample[]>;

/** One reader after another, as a Worker has few connections. One that fails or is silent keeps no other from being read. */
export async function readGauges(readers: Readonly<Record<string, GaugeReader>>, log: Log) {
  const samples: GaugeSample[] = [];
  const failed: string[] = [];
  for (const [gauge, read] of Object.entries(readers)) {
    try {
      const found = await within(METRICS_PATIENCE_MS, read());
      if (found === LATE) throw new Error("silent");
      samples.push(...found);
    } catch (error) {
      failed.push(gauge);
      log.warn("a gauge can't be read", { gauge, ...describeError(error) });
    }
  }
  return { samples, failed };
}
