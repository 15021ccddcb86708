import { page } from "./page.ts";
import { graph, number } from "./panels.ts";

export const exporter = page({
  uid: "exporter",
  title: "exporter",
  description: "Can the numbers on the other pages be believed?",
  rows: [
    {
      title: "Now",
      panels: [
        number({
          title: "Scraped",
          shows: "Whether Prometheus got an answer.",
          whenRed: "runbook, Down.",
          unit: "none",
          limits: { orange: 1, red: 0.5 },
          queries: [{ expr: 'up{job="genkan"}', legend: "up" }],
        }),
        number({
          title: "Last gathered",
          shows: "How long ago the exporter last had everything.",
          whenRed: "runbook, ExporterStale.",
          unit: "s",
          limits: { orange: 180, red: 600 },
          queries: [
            { expr: "time() - genkan_exporter_last_success_timestamp_seconds", legend: "last gathered" },
          ],
        }),
        number({
          title: "Complete until",
          shows: "How far back all counts are in. With Analytics Engine two to three minutes are usual.",
          whenRed: "runbook, ExporterBehind.",
          unit: "s",
          limits: { orange: 300, red: 900 },
          queries: [
            { expr: "time() - genkan_exporter_watermark_timestamp_seconds", legend: "complete until" },
          ],
        }),
        number({
          title: "Events behind a stored one",
          shows:
            "1: each event is stored. More: Analytics Engine samples, and counts are estimates, good for large numbers.",
          whenRed: "don't trust small numbers while it lasts.",
          unit: "short",
          decimals: 1,
          limits: { orange: 2, red: 20 },
          queries: [{ expr: "genkan_exporter_sample_interval_avg", legend: "events" }],
        }),
        number({
          title: "Series",
          shows: "That the exporter keeps.",
          whenRed:
            'a label takes more values than it should: `topk(10, count by (__name__) ({__name__=~"genkan_.+"}))`.',
          unit: "short",
          limits: { orange: 5_000, red: 10_000 },
          queries: [{ expr: "genkan_exporter_series", legend: "series" }],
        }),
        number({
          title: "Points dropped, last hour",
          shows: "What happened and wasn't counted.",
          whenRed: "runbook, MetricsDropped.",
          unit: "short",
          decimals: 0,
          limits: { orange: 0.5, red: 10 },
          queries: [{ expr: "sum(increase(genkan_metrics_dropped_total[1h]))", legend: "dropped" }],
        }),
      ],
    },
    {
      title: "Over time",
      panels: [
        graph({
          title: "How late counts are",
          shows: "Since all were in, and since the exporter last gathered.",
          whenRed: "runbook, ExporterBehind.",
          unit: "s",
          limits: { orange: 300, red: 900 },
          queries: [
            { expr: "time() - genkan_exporter_watermark_timestamp_seconds", legend: "complete until" },
            { expr: "time() - genkan_exporter_last_success_timestamp_seconds", legend: "last gathered" },
          ],
        }),
        graph({
          title: "What can't be read",
          shows: "Queries to Analytics Engine, and gauges.",
          whenRed: "runbook, ExporterErrors.",
          unit: "cps",
          limits: { orange: 0.001, red: 0.01 },
          queries: [
            { expr: "rate(genkan_exporter_query_errors_total[$__rate_interval])", legend: "queries" },
            { expr: "rate(genkan_exporter_read_errors_total[$__rate_interval])", legend: "gauges" },
          ],
        }),
        graph({
          title: "Events that came late",
          shows: "After their minute was read. They are counted all the same.",
          whenRed: "many for hours: Analytics Engine is slow; believe the last ten minutes less.",
          unit: "cps",
          limits: { orange: 0.1, red: 10 },
          queries: [{ expr: "rate(genkan_exporter_late_events_total[$__rate_interval])", legend: "late" }],
        }),
        graph({
          title: "Points dropped",
          shows: "By the limit that they broke.",
          whenRed: "runbook, MetricsDropped.",
          unit: "cps",
          limits: { orange: 0.001, red: 0.1 },
          queries: [
            {
              expr: "sum by (reason) (rate(genkan_metrics_dropped_total[$__rate_interval]))",
              legend: "{{reason}}",
            },
          ],
        }),
        graph({
          title: "Time of a scrape",
          shows: "Prometheus gives up after ten seconds.",
          whenRed: "the exporter is busy or far away: scrape less often.",
          unit: "s",
          limits: { orange: 2, red: 8 },
          queries: [{ expr: 'scrape_duration_seconds{job="genkan"}', legend: "scrape" }],
        }),
        graph({
          title: "Series kept",
          shows: "Grows when a label gets a new value.",
          whenRed: "a label takes more values than it should.",
          unit: "short",
          limits: { orange: 5_000, red: 10_000 },
          queries: [{ expr: "genkan_exporter_series", legend: "series" }],
        }),
      ],
    },
  ],
});
