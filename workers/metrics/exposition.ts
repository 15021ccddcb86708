import { DURATION_BUCKETS, EXPORTER_COUNTERS, GAUGES } from "./catalog.ts";
import { FAMILIES, type Family, familiesOf } from "./families.ts";
import type { GaugeSample } from "./gauge.ts";
import type { Snapshot, Total } from "./ledger.ts";
import { knownLabelSets } from "./series.ts";

/** Prometheus's text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

const PREFIX = "genkan_";
const SUFFIX = { counter: "_total", histogram: "_seconds", gauge: "" } as const;

const ALL = new Map<string, Omit<Family, "kind"> & { kind: keyof typeof SUFFIX }>([
  ...FAMILIES,
  ...familiesOf("counter", EXPORTER_COUNTERS),
  ...familiesOf("counter", GAUGES).map(
    ([name, family]) => [name, { ...family, kind: "gauge" as const }] as const,
  ),
]);

interface Series {
  /** `a="1",b="2"`: a series' identity within its family, and how it is written. */
  pairs: string;
  parts: Map<string, number>;
}

const KNOWN_SETS = [...FAMILIES.keys()].flatMap(
  (family) => knownLabelSets(family)?.map((labels) => ({ family, labels })) ?? [],
);
const BOUNDARIES = [...DURATION_BUCKETS, "+Inf"].map((le, index) => ({ le, part: String(index) }));

/** Each family once and in one piece, in the catalogue's order; its series in the order of their labels. */
export function exposition({ totals, gauges }: Snapshot): string {
  const all = seriesByFamily(totals, gauges);
  const lines: string[] = [];
  for (const [name, { kind, help }] of ALL) {
    const metric = `${PREFIX}${name}${SUFFIX[kind]}`;
    lines.push(`# HELP ${metric} ${escapeHelp(help)}`, `# TYPE ${metric} ${kind}`);
    for (const { pairs, parts } of [...(all.get(name)?.values() ?? [])].sort(byPairs)) {
      if (kind === "histogram") pushHistogram(lines, metric, pairs, parts);
      else lines.push(`${metric}${braced(pairs)} ${parts.get("") ?? 0}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function seriesByFamily(totals: readonly Total[], gauges: readonly GaugeSample[]) {
  const families = new Map([...ALL.keys()].map((name) => [name, new Map<string, Series>()]));

  function partsOf(family: string, labels: readonly string[]): Series["parts"] {
    const series = families.get(family);
    const rules = ALL.get(family)?.labels;
    // Of a version that counted more, or from Analytics Engine's past.
    if (!series || !rules) return new Map();
    const pairs = rules.map(({ name }, index) => `${name}="${escapeLabel(labels[index] ?? "")}"`).join();
    const known = series.get(pairs);
    if (known) return known.parts;
    const parts = new Map<string, number>();
    series.set(pairs, { pairs, parts });
    return parts;
  }

  for (const { family, labels } of KNOWN_SETS) partsOf(family, labels);
  for (const name of Object.keys(EXPORTER_COUNTERS)) partsOf(name, []);
  for (const { family, labels, part, amount } of totals) partsOf(family, labels).set(part, amount);
  for (const { name, labels, value } of gauges) partsOf(name, labels).set("", value);
  return families;
}

/** Buckets hold what fell into them alone; the format wants each with all below it. */
function pushHistogram(lines: string[], metric: string, pairs: string, parts: Series["parts"]): void {
  const bucket = `${metric}_bucket{${pairs === "" ? "" : `${pairs},`}le="`;
  let count = 0;
  for (const { le, part } of BOUNDARIES) {
    count += parts.get(part) ?? 0;
    lines.push(`${bucket}${le}"} ${count}`);
  }
  lines.push(
    `${metric}_sum${braced(pairs)} ${parts.get("sum") ?? 0}`,
    `${metric}_count${braced(pairs)} ${count}`,
  );
}

function braced(pairs: string): string {
  return pairs === "" ? "" : `{${pairs}}`;
}

function byPairs(a: Series, b: Series): number {
  return a.pairs < b.pairs ? -1 : Number(a.pairs > b.pairs);
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** Few have anything to escape, and there are many. */
function escapeLabel(text: string): string {
  return /[\\"\n]/.test(text) ? escapeHelp(text).replaceAll('"', '\\"') : text;
}
