import { COUNTERS, DURATION_BUCKETS, HISTOGRAMS } from "./catalog.ts";

export interface LabelRule {
  name: string;
  /** Null where the list is the code's own. */
  values: readonly string[] | null;
}

export interface Family {
  kind: "counter" | "histogram";
  help: string;
  /** In the order of the columns in Analytics Engine. */
  labels: readonly LabelRule[];
}

/** What is counted and timed, as sinks and the exporter see it: by its name in the catalogue. */
export const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ...familiesOf("counter", COUNTERS),
  ...familiesOf("histogram", HISTOGRAMS),
]);

interface Entry {
  help: string;
  labels: Readonly<Record<string, readonly string[] | "bounded">>;
}

export function familiesOf(
  kind: Family["kind"],
  catalog: Readonly<Record<string, Entry>>,
): [name: string, Family][] {
  return Object.entries(catalog).map(([name, { help, labels }]) => [
    name,
    {
      kind,
      help,
      labels: Object.entries(labels).map(([label, values]) => ({
        name: label,
        values: values === "bounded" ? null : values,
      })),
    },
  ]);
}

/** The bucket of a duration, by its number; the last one has no upper end. A boundary belongs to the bucket below it. */
export function bucketOf(seconds: number): number {
  const index = DURATION_BUCKETS.findIndex((boundary) => seconds <= boundary);
  return index < 0 ? DURATION_BUCKETS.length : index;
}
