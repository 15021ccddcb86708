import { GAUGE_PATIENCE_MS } from "../shared/limits.ts";
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

/** All at once, since a scrape waits for the slowest. One that fails or is silent keeps no other from being read. */
export async function readGauges(readers: Readonly<Record<string, GaugeReader>>, log: Log) {
  const failed: string[] = [];
  const found = Object.entries(readers).map(async ([gauge, read]): Promise<GaugeSample[]> => {
    try {
      const samples = await within(GAUGE_PATIENCE_MS, read());
      if (samples !== LATE) return samples;
      log.warn("a gauge is silent", { gauge });
    } catch (error) {
      log.warn("a gauge can't be read", { gauge, ...describeError(error) });
    }
    failed.push(gauge);
    return [];
  });
  return { samples: (await Promise.all(found)).flat(), failed };
}
