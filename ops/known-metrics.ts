import {
  COUNTERS,
  DURATION_BUCKETS,
  EXPORTER_COUNTERS,
  GAUGES,
  HISTOGRAMS,
} from "../workers/metrics/catalog.ts";

type Labels = Readonly<Record<string, readonly string[] | "bounded">>;

/** The label that Prometheus gives to what it scrapes. */
const TARGET: Labels = { job: ["genkan"], instance: "bounded" };

/** Every name that can be asked for, with its labels as Prometheus has them. */
export function knownMetrics(recorded: readonly string[]): Map<string, Labels> {
  const known = new Map<string, Labels>();
  const add = (name: string, labels: Labels) => known.set(name, { ...labels, ...TARGET });
  for (const [name, { labels }] of Object.entries({ ...COUNTERS, ...EXPORTER_COUNTERS })) {
    add(`genkan_${name}_total`, labels);
  }
  for (const [name, { labels }] of Object.entries(HISTOGRAMS)) {
    add(`genkan_${name}_seconds_bucket`, { ...labels, le: [...DURATION_BUCKETS.map(String), "+Inf"] });
    add(`genkan_${name}_seconds_sum`, labels);
    add(`genkan_${name}_seconds_count`, labels);
  }
  for (const [name, { labels }] of Object.entries(GAUGES)) add(`genkan_${name}`, labels);
  for (const name of recorded) known.set(name, {});
  // Prometheus's own, about its scrapes and its alerts.
  for (const name of ["up", "scrape_duration_seconds"]) add(name, {});
  known.set("ALERTS", { alertstate: ["pending", "firing"], alertname: "bounded" });
  return known;
}
