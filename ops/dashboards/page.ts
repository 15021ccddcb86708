import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import dashboard, { type Dashboard, type Panel } from "@grafana/grafana-foundation-sdk/dashboard";

interface Row {
  title: string;
  panels: Builder<Panel>[];
}

/** One dashboard, from top to bottom. Panels keep their number as long as their order stays. */
export function page(options: { uid: string; title: string; description: string; rows: Row[] }): Dashboard {
  const builder = new dashboard.DashboardBuilder(`Genkan: ${options.title}`)
    .uid(`genkan-${options.uid}`)
    .description(options.description)
    .tags(["genkan"])
    .readonly()
    .timezone("browser")
    .time({ from: "now-6h", to: "now" })
    .refresh("30s")
    .tooltip(dashboard.DashboardCursorSync.Crosshair)
    .link(
      new dashboard.DashboardLinkBuilder("Genkan")
        .type(dashboard.DashboardLinkType.Dashboards)
        .tags(["genkan"])
        .asDropdown(false)
        .includeVars(false)
        .keepTime(true),
    );
  for (const { title, panels } of options.rows) {
    builder.withRow(new dashboard.RowBuilder(title));
    for (const panel of panels) builder.withPanel(panel);
  }
  const built = builder.build();
  for (const [index, panel] of (built.panels ?? []).entries()) panel.id = index + 1;
  return built;
}
