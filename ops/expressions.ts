import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { DASHBOARDS } from "./dashboards/all.ts";
import { rules } from "./rule-files.ts";

export interface Expression {
  /** Which panel or rule. */
  of: string;
  expr: string;
  /** Labels that its legend or text shows. */
  shown: string[];
}

/** The panels of a dashboard, without the titles of its rows. */
export function panelsOf(built: Dashboard): Panel[] {
  return (built.panels ?? []).filter((panel): panel is Panel => panel.type !== "row");
}

/** Every expression of every panel, as Grafana would send it. */
export function panelExpressions(): Expression[] {
  return Object.entries(DASHBOARDS).flatMap(([file, built]) =>
    panelsOf(built).flatMap((panel) =>
      (panel.targets ?? []).map((target) => {
        const { expr = "", legendFormat = "" } = target as { expr?: string; legendFormat?: string };
        return {
          of: `${file}: ${panel.title}`,
          expr: expr.replaceAll("$__rate_interval", "5m"),
          shown: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string),
        };
      }),
    ),
  );
}

/** Every expression of every rule. */
export function ruleExpressions(): Expression[] {
  return rules().map(({ record, alert, expr, annotations = {} }) => ({
    of: record ?? alert ?? "",
    expr,
    shown: Object.values(annotations).flatMap((text) =>
      [...text.matchAll(/\$labels\.(\w+)/g)].map((match) => match[1] as string),
    ),
  }));
}
