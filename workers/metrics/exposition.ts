import { DURATION_BUCKETS, EXPORTER_COUNTERS, GAUGES } from "./catalog.ts";
import { FAMILIES, type Family, familiesOf } from "./families.ts";
import type { GaugeSample } from "./gauge.ts";
import type { Snapshot, Total } from "./ledger.ts";
import { knownLabelSets, seriesKey } from "./series.ts";

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
  labels: readonly string[];
  parts: Map<string, number>;
}

/** Each family once and in one piece, in the catalogue's order; its series in the order of their labels. */
export function exposition({ totals, gauges }: Snapshot): string {
  const series = seriesByFamily(totals, gauges);
  const lines: string[] = [];
  for (const [name, { kind, help, labels }] of ALL) {
    const metric = `${PREFIX}${name}${SUFFIX[kind]}`;
    lines.push(`# HELP ${metric} ${escapeHelp(help)}`, `# TYPE ${metric} ${kind}`);
    const names = labels.map((label) => label.name);
    for (const [, each] of [...(series.get(name) ?? [])].sort(byKey)) {
      const pairs = each.labels.map((value, index) => `${names[index]}="${escapeLabel(value)}"`).join();
      if (kind === "histogram") pushHistogram(lines, metric, pairs, each.parts);
      else lines.push(`${metric}${braced(pairs)} ${each.parts.get("") ?? 0}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function seriesByFamily(totals: readonly Total[], gauges: readonly GaugeSample[]) {
  const families = new Map<string, Map<string, Series>>();

  function seriesOf(family: string, labels: readonly string[]): Series {
    const all = families.get(family) ?? new Map<string, Series>();
    families.set(family, all);
    const key = seriesKey(family, labels);
    const known = all.get(key) ?? { labels, parts: new Map() };
    all.set(key, known);
    return known;
  }

  for (const name of FAMILIES.keys()) knownLabelSets(name)?.forEach((labels) => void seriesOf(name, labels));
  for (const name of Object.keys(EXPORTER_COUNTERS)) seriesOf(name, []);
  for (const { family, labels, part, amount } of totals) seriesOf(family, labels).parts.set(part, amount);
  for (const { name, labels, value } of gauges) seriesOf(name, labels).parts.set("", value);
  return families;
}

/** Buckets hold what fell into them alone; the format wants each with all below it. */
function pushHistogram(lines: string[], metric: string, pairs: string, parts: Series["parts"]): void {
  const within = pairs === "" ? "" : `${pairs},`;
  let count = 0;
  for (const [index, boundary] of [...DURATION_BUCKETS, "+Inf"].entries()) {
    count += parts.get(String(index)) ?? 0;
    lines.push(`${metric}_bucket{${within}le="${boundary}"} ${count}`);
  }
  lines.push(
    `${metric}_sum${braced(pairs)} ${parts.get("sum") ?? 0}`,
    `${metric}_count${braced(pairs)} ${count}`,
  );
}

function braced(pairs: string): string {
  return pairs === "" ? "" : `{${pairs}}`;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}

function escapeHelp(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
