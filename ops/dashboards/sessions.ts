import { page } from "./page.ts";
import { graph, number } from "./panels.ts";

export const sessions = page({
  uid: "sessions",
  title: "sessions and sockets",
  description: "Who is in, who is connected, and whether the end of a session reaches its tabs.",
  rows: [
    {
      title: "Now",
      panels: [
        number({
          title: "Sessions",
          shows: "Sessions that could be used now.",
          whenRed: "it has no limits.",
          unit: "short",
          queries: [{ expr: "genkan_active_sessions", legend: "sessions" }],
        }),
        number({
          title: "Open sockets",
          shows: "In all regions.",
          whenRed:
            "it has no limits; each release of the service drops all, and they come back within a minute.",
          unit: "short",
          queries: [{ expr: "sum(genkan_ws_connections)", legend: "sockets" }],
        }),
        number({
          title: "Refreshes that succeed, last hour",
          shows: "A repeated one within its grace is a success.",
          whenRed:
            "see “Refreshes” below: `invalid` after a change of GENKAN_SECRET, `unavailable` is the database.",
          unit: "percentunit",
          decimals: 1,
          limits: { orange: 0.95, red: 0.8 },
          queries: [
            {
              expr: 'sum(increase(genkan_token_refresh_total{outcome=~"success|repeated"}[1h])) / sum(increase(genkan_token_refresh_total[1h]))',
              legend: "success",
            },
          ],
        }),
        number({
          title: "Notices given up, last hour",
          shows: "Ends of sessions that a socket wasn't told. It lives until its access token runs out.",
          whenRed: "runbook, RevocationPushFailing.",
          unit: "short",
          decimals: 0,
          limits: { orange: 0.5, red: 5 },
          queries: [
            { expr: 'sum(increase(genkan_ws_events_total{type="push_failed"}[1h]))', legend: "given up" },
          ],
        }),
        number({
          title: "Age of the signing key",
          shows: "It gives way after 90 days.",
          whenRed: "runbook, SigningKeyOld.",
          unit: "s",
          width: 8,
          limits: { orange: 91 * 86_400, red: 92 * 86_400 },
          queries: [{ expr: "genkan_signing_key_age_seconds", legend: "age" }],
        }),
      ],
    },
    {
      title: "Sessions",
      panels: [
        graph({
          title: "Signed in",
          shows: "Sessions that could be used, over time.",
          whenRed: "it has no limits; a cliff is a mass sign-out: see why sessions end.",
          unit: "short",
          queries: [{ expr: "genkan_active_sessions", legend: "sessions" }],
        }),
        graph({
          title: "Refreshes",
          shows: "repeated: the same token again within its grace, from another tab or after a lost answer.",
          whenRed: "it has no limits; `reused` and `invalid` that grow: Abuse.",
          unit: "cps",
          queries: [
            {
              expr: "sum by (outcome) (rate(genkan_token_refresh_total[$__rate_interval]))",
              legend: "{{outcome}}",
            },
          ],
        }),
        graph({
          title: "Sessions that begin",
          shows: "By the way in.",
          whenRed: "it has no limits.",
          unit: "cps",
          stacked: true,
          queries: [
            {
              expr: "sum by (method) (rate(genkan_sessions_created_total[$__rate_interval]))",
              legend: "{{method}}",
            },
          ],
        }),
        graph({
          title: "Sessions that are ended",
          shows: "Before their time, by reason.",
          whenRed:
            "it has no limits; `evicted` that grows: people have more devices than SESSION_MAX_CONCURRENT.",
          unit: "cps",
          stacked: true,
          queries: [
            {
              expr: "sum by (reason) (rate(genkan_sessions_revoked_total[$__rate_interval])) > 0",
              legend: "{{reason}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Sockets",
      panels: [
        graph({
          title: "Open sockets by region",
          shows: "Regions are those of the hubs.",
          whenRed: "it has no limits; all of one region at once: Cloudflare's status.",
          unit: "short",
          stacked: true,
          queries: [{ expr: "sum by (region) (genkan_ws_connections)", legend: "{{region}}" }],
        }),
        graph({
          title: "What happens to sockets",
          shows:
            "Opened, closed, ended with their token, ended with their session, carried over to a new token.",
          whenRed: "it has no limits; `expired` that grows: clients don't reauthenticate.",
          unit: "cps",
          queries: [
            {
              expr: 'sum by (type) (rate(genkan_ws_events_total{type=~"opened|closed|expired|revoked|reauthenticated"}[$__rate_interval]))',
              legend: "{{type}}",
            },
          ],
        }),
        graph({
          title: "Notices to sockets",
          shows: "Ends of sessions on their way to tabs: arrived, tried again, given up.",
          whenRed: "it has no limits; `push_failed` above nothing: runbook, RevocationPushFailing.",
          unit: "cps",
          queries: [
            {
              expr: 'sum by (type) (rate(genkan_ws_events_total{type=~"push_delivered|push_retried|push_failed"}[$__rate_interval]))',
              legend: "{{type}}",
            },
          ],
        }),
        graph({
          title: "Time that a notice takes",
          shows:
            "From the Worker to the hub that holds the socket; 95 % within this. Two seconds are promised.",
          whenRed: "runbook, RevocationPushFailing.",
          unit: "s",
          limits: { orange: 0.5, red: 2 },
          queries: [
            {
              expr: 'histogram_quantile(0.95, sum by (le) (rate(genkan_dependency_duration_seconds_bucket{dependency="realtime",operation="push"}[$__rate_interval])))',
              legend: "95 %",
            },
          ],
        }),
      ],
    },
  ],
});
