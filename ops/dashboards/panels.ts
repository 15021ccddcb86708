import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import common from "@grafana/grafana-foundation-sdk/common";
import dashboard, { type Panel, type Threshold } from "@grafana/grafana-foundation-sdk/dashboard";
import prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import stat from "@grafana/grafana-foundation-sdk/stat";
import timeseries from "@grafana/grafana-foundation-sdk/timeseries";

/** By this uid Grafana's provisioning knows the source. */
export const SOURCE = { type: "prometheus", uid: "genkan-prometheus" };

/**
 * Grafana makes `$__rate_interval` four of these at least: five minutes. With Analytics Engine counts come in steps of a
 * minute and two to three minutes late; a shorter window would show the steps.
 */
const MIN_STEP = "75s";

const WIDTH = { number: 4, graph: 12 };
const HEIGHT = { number: 4, graph: 8 };

/** Grafana's own names of units. */
type Unit = "percentunit" | "reqps" | "cps" | "s" | "short" | "none";

/** Where a value begins to be worth a look, and where it is red; the lower the worse when `orange` is above `red`. */
export interface Limits {
  orange: number;
  red: number;
}

interface Query {
  expr: string;
  /** Grafana's template of labels: `{{reason}}`. */
  legend: string;
}

interface PanelOptions {
  title: string;
  /** What is seen. */
  shows: string;
  /** What to do when it is red. */
  whenRed: string;
  unit: Unit;
  /** Left out only where no number is bad by itself. */
  limits?: Limits;
  queries: Query[];
  width?: number;
}

/** Values over time. */
export function graph(options: PanelOptions & { stacked?: boolean }): Builder<Panel> {
  const panel = new timeseries.PanelBuilder()
    .span(options.width ?? WIDTH.graph)
    .height(HEIGHT.graph)
    .min(0)
    .fillOpacity(options.stacked ? 30 : 8)
    .lineWidth(1)
    .showPoints(common.VisibilityMode.Never)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .calcs([]),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    );
  if (options.stacked) {
    panel.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group("all"));
  }
  if (options.limits) {
    panel.thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
    );
  }
  return filled(panel, options, false);
}

/** The value now, in the colour of its limits. */
export function number(
  options: PanelOptions & { text?: "value" | "name"; decimals?: number },
): Builder<Panel> {
  const panel = new stat.PanelBuilder()
    .span(options.width ?? WIDTH.number)
    .height(HEIGHT.number)
    .noValue("–")
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(common.BigValueColorMode.Value)
    .textMode(options.text === "name" ? common.BigValueTextMode.Name : common.BigValueTextMode.Value)
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"]).fields("").values(false));
  if (options.decimals !== undefined) panel.decimals(options.decimals);
  return filled(panel, options, true);
}

function filled<P extends stat.PanelBuilder | timeseries.PanelBuilder>(
  panel: P,
  { title, shows, whenRed, unit, limits, queries }: PanelOptions,
  now: boolean,
): P {
  panel.title(title).description(`${shows}\n\n**When red:** ${whenRed}`).unit(unit).datasource(SOURCE);
  panel.thresholds(
    new dashboard.ThresholdsConfigBuilder()
      .mode(dashboard.ThresholdsMode.Absolute)
      .steps(limits === undefined ? [{ value: null, color: "green" }] : steps(limits)),
  );
  for (const [index, { expr, legend }] of queries.entries()) {
    const query = new prometheus.DataqueryBuilder()
      .refId(String.fromCharCode("A".charCodeAt(0) + index))
      .datasource(SOURCE)
      .expr(expr)
      .legendFormat(legend)
      .interval(MIN_STEP);
    panel.withTarget(now ? query.instant() : query.range());
  }
  return panel;
}

function steps({ orange, red }: Limits): Threshold[] {
  return orange < red
    ? [
        { value: null, color: "green" },
        { value: orange, color: "orange" },
        { value: red, color: "red" },
      ]
    : [
        { value: null, color: "red" },
        { value: red, color: "orange" },
        { value: orange, color: "green" },
      ];
}
