import { page } from "./page.ts";
import { graph, number } from "./panels.ts";

/** Probes and scrapes are no people: as in the recording rules. */
const PEOPLE = 'route!~"/healthz|/readyz|/metrics"';

export const overview = page({
  uid: "overview",
  title: "overview",
  description: "Does it keep what it promises? Start here.",
  rows: [
    {
      title: "Objectives",
      panels: [
        number({
          title: "Availability, last hour",
          shows: "The share of answers that were not our failure (5xx). The objective is 99.9 %.",
          whenRed: "look at “Failures by route” below, then at Dependencies: most failures have one cause.",
          unit: "percentunit",
          decimals: 3,
          limits: { orange: 0.999, red: 0.99 },
          queries: [{ expr: "1 - genkan:http_errors:ratio_rate1h", legend: "availability" }],
        }),
        number({
          title: "Error budget left, 30 days",
          shows: "What is left of the 0.1 % of answers that may fail in a month.",
          whenRed: "stop what is risky (releases, migrations) until it has recovered.",
          unit: "percentunit",
          decimals: 1,
          limits: { orange: 0.5, red: 0.1 },
          queries: [
            {
              expr: `1 - (sum(increase(genkan_http_requests_total{code_class="5xx",${PEOPLE}}[30d])) or vector(0)) / sum(increase(genkan_http_requests_total{${PEOPLE}}[30d])) / 0.001`,
              legend: "budget left",
            },
          ],
        }),
        number({
          title: "Answers within 250 ms, last hour",
          shows:
            "The objective is 95 %. Deployed, a Worker's clock stands still while it computes: this is waiting.",
          whenRed: "find the slow route below, then the slow dependency on Dependencies.",
          unit: "percentunit",
          decimals: 1,
          limits: { orange: 0.95, red: 0.7 },
          queries: [{ expr: "genkan:http_fast:ratio_rate1h", legend: "fast" }],
        }),
        number({
          title: "Sign-ins that succeed, last hour",
          shows: "Of all attempts, whatever the way. Mistyped passwords count, so 100 % is not the aim.",
          whenRed:
            "see why they are refused on Sign-in: `invalid_credentials` is guessing or a broken form, `unavailable` is us.",
          unit: "percentunit",
          decimals: 1,
          limits: { orange: 0.7, red: 0.4 },
          queries: [{ expr: "genkan:sign_in_success:ratio_rate1h", legend: "success" }],
        }),
        number({
          title: "Components down",
          shows: "Of database, redis, mail and realtime, as /readyz says.",
          whenRed: "look at Dependencies for which, and at its alert in the runbook.",
          unit: "none",
          limits: { orange: 0.5, red: 1 },
          queries: [{ expr: "count(genkan_component_up == 0) or vector(0)", legend: "down" }],
        }),
        number({
          title: "Alerts",
          shows: "Alerts that fire now.",
          whenRed: "open Prometheus' page of alerts; each has an entry in docs/runbook.md.",
          unit: "none",
          limits: { orange: 1, red: 3 },
          queries: [{ expr: 'count(ALERTS{alertstate="firing"}) or vector(0)', legend: "firing" }],
        }),
      ],
    },
    {
      title: "Traffic",
      panels: [
        graph({
          title: "Requests by class of answer",
          shows: "Everything that was answered, by the first digit of its status.",
          whenRed:
            "it has no limits; 4xx that grow alone are a broken client or an attack (Abuse); 5xx are us.",
          unit: "reqps",
          stacked: true,
          queries: [
            {
              expr: "sum by (code_class) (rate(genkan_http_requests_total[$__rate_interval]))",
              legend: "{{code_class}}",
            },
          ],
        }),
        graph({
          title: "Speed at which the error budget burns",
          shows:
            "1 spends a month's budget in a month. At 14.4 for an hour somebody is called, at 6 for six hours somebody is told.",
          whenRed: "runbook, ErrorBudgetBurnFast.",
          unit: "short",
          limits: { orange: 6, red: 14.4 },
          queries: [
            { expr: "genkan:http_errors:ratio_rate5m / 0.001", legend: "5 minutes" },
            { expr: "genkan:http_errors:ratio_rate1h / 0.001", legend: "an hour" },
            { expr: "genkan:http_errors:ratio_rate6h / 0.001", legend: "six hours" },
          ],
        }),
        graph({
          title: "Failures by route",
          shows: "Answers 5xx, by route as it is written.",
          whenRed: "one route: a bug, look for `internal error` in the log. All of them: a dependency.",
          unit: "reqps",
          limits: { orange: 0.01, red: 0.1 },
          queries: [
            {
              expr: 'sum by (route) (rate(genkan_http_requests_total{code_class="5xx"}[$__rate_interval])) > 0',
              legend: "{{route}}",
            },
          ],
        }),
        graph({
          title: "Busiest routes",
          shows: "The ten that are asked for most.",
          whenRed: "it has no limits: compare with the same hour of yesterday.",
          unit: "reqps",
          queries: [
            {
              expr: "topk(10, sum by (route) (rate(genkan_http_requests_total[$__rate_interval])))",
              legend: "{{route}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Time",
      panels: [
        graph({
          title: "Time to answer",
          shows: "Of people's requests: half, 95 % and 99 % were answered within this time.",
          whenRed: "find the route beside this, then the slow call on Dependencies.",
          unit: "s",
          limits: { orange: 0.25, red: 1 },
          queries: [0.5, 0.95, 0.99].map((quantile) => ({
            expr: `histogram_quantile(${quantile}, sum by (le) (rate(genkan_http_request_duration_seconds_bucket{${PEOPLE}}[$__rate_interval])))`,
            legend: `${quantile * 100} %`,
          })),
        }),
        graph({
          title: "Slowest routes",
          shows: "95 % of each were answered within this time; the ten slowest.",
          whenRed: "one route: its queries. All: the database, or the way to it.",
          unit: "s",
          limits: { orange: 0.25, red: 1 },
          queries: [
            {
              expr: `topk(10, histogram_quantile(0.95, sum by (le, route) (rate(genkan_http_request_duration_seconds_bucket{${PEOPLE}}[$__rate_interval]))))`,
              legend: "{{route}}",
            },
          ],
        }),
      ],
    },
    {
      title: "What runs",
      panels: [
        number({
          title: "Version",
          shows: "Two of them while a release is under way.",
          whenRed: "it has no limits.",
          unit: "none",
          text: "name",
          width: 12,
          queries: [{ expr: "count by (version) (genkan_build_info)", legend: "{{version}}" }],
        }),
        number({
          title: "Signed in",
          shows: "Sessions that could be used now.",
          whenRed: "it has no limits; if it falls at once, see why sessions end on Sessions.",
          unit: "short",
          width: 12,
          queries: [{ expr: "genkan_active_sessions", legend: "sessions" }],
        }),
      ],
    },
  ],
});
