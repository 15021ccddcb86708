import { page } from "./page.ts";
import { graph, number } from "./panels.ts";

const up = (component: string, title: string, alert: string) =>
  number({
    title,
    shows: "1 ok, 0.5 slow, 0 down. Empty where it isn't used.",
    whenRed: `runbook, ${alert}.`,
    unit: "none",
    limits: { orange: 1, red: 0.5 },
    queries: [{ expr: `genkan_component_up{component="${component}"}`, legend: component }],
  });

export const dependencies = page({
  uid: "dependencies",
  title: "dependencies",
  description:
    "What the service stands on: the database, Durable Objects, mail, Redis, its own hasher and its jobs.",
  rows: [
    {
      title: "Now",
      panels: [
        up("database", "Database", "DatabaseDown"),
        up("realtime", "Realtime", "RealtimeDown"),
        up("mail", "Mail", "MailDown"),
        up("redis", "Redis", "RedisDown"),
        number({
          title: "Messages that wait",
          shows: "Mail and SMS in the outbox.",
          whenRed: "runbook, OutboxStuck.",
          unit: "short",
          limits: { orange: 20, red: 200 },
          queries: [{ expr: "genkan_outbox_pending", legend: "waiting" }],
        }),
        number({
          title: "The oldest of them",
          shows: "How long it has waited.",
          whenRed: "runbook, OutboxStuck.",
          unit: "s",
          limits: { orange: 120, red: 900 },
          queries: [{ expr: "genkan_outbox_oldest_age_seconds", legend: "oldest" }],
        }),
      ],
    },
    {
      title: "Calls",
      panels: [
        graph({
          title: "Health",
          shows: "1 ok, 0.5 slow, 0 down, over time.",
          whenRed: "runbook, DatabaseDown and its neighbours.",
          unit: "none",
          limits: { orange: 1, red: 0.5 },
          queries: [{ expr: "genkan_component_up", legend: "{{component}}" }],
        }),
        graph({
          title: "Calls that fail",
          shows: "away: no connection. timeout: silence. refused: it says no. error: anything else.",
          whenRed: "`refused`: a token or quota. `away`, `timeout`: its own status page.",
          unit: "cps",
          limits: { orange: 0.01, red: 0.1 },
          queries: [
            {
              expr: "sum by (dependency, kind) (rate(genkan_dependency_errors_total[$__rate_interval]))",
              legend: "{{dependency}}: {{kind}}",
            },
          ],
        }),
        graph({
          title: "Time of a call",
          shows:
            "95 % took no longer. trip: to the database. count: of a limit. send: of a message. push: to a hub.",
          whenRed: "the database: is it far from where the Worker runs? Others: their status page.",
          unit: "s",
          limits: { orange: 0.25, red: 1 },
          queries: [
            {
              expr: "histogram_quantile(0.95, sum by (le, dependency, operation) (rate(genkan_dependency_duration_seconds_bucket[$__rate_interval])))",
              legend: "{{dependency}}: {{operation}}",
            },
          ],
        }),
        graph({
          title: "Calls",
          shows: "How often each is asked.",
          whenRed: "it has no limits; trips that grow faster than requests are a change of the code.",
          unit: "cps",
          queries: [
            {
              expr: "sum by (dependency, operation) (rate(genkan_dependency_duration_seconds_count[$__rate_interval]))",
              legend: "{{dependency}}: {{operation}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Passwords",
      panels: [
        graph({
          title: "Hashes asked for, done, turned away",
          shows:
            "submitted and completed should lie on each other. How long one takes, only Cloudflare's CPU time shows.",
          whenRed: "it has no limits; lines that part: runbook, HashBacklog.",
          unit: "cps",
          queries: [
            {
              expr: "sum by (phase) (rate(genkan_password_hash_total[$__rate_interval]))",
              legend: "{{phase}}",
            },
          ],
        }),
        graph({
          title: "Hashes turned away",
          shows: "The line was full: somebody got 503 and tries again.",
          whenRed: "runbook, HashBacklog.",
          unit: "cps",
          limits: { orange: 0.003, red: 0.1 },
          queries: [
            {
              expr: 'sum by (op) (rate(genkan_password_hash_total{phase="refused"}[$__rate_interval]))',
              legend: "{{op}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Messages",
      panels: [
        graph({
          title: "Tries to send, by provider",
          shows: "sent: taken by the provider. retried: will be tried again. failed: given up.",
          whenRed: "it has no limits; less sent than is not: runbook, EmailFailures.",
          unit: "cps",
          stacked: true,
          queries: [
            {
              expr: "sum by (provider, outcome) (rate(genkan_emails_total[$__rate_interval]))",
              legend: "{{provider}}: {{outcome}}",
            },
          ],
        }),
        graph({
          title: "Tries that fail, by message",
          shows: "One kind alone: its template. All: the provider.",
          whenRed: "runbook, EmailFailures.",
          unit: "cps",
          limits: { orange: 0.003, red: 0.05 },
          queries: [
            {
              expr: 'sum by (template) (rate(genkan_emails_total{outcome=~"retried|failed"}[$__rate_interval]))',
              legend: "{{template}}",
            },
          ],
        }),
        graph({
          title: "Messages that wait",
          shows: "In the outbox, over time.",
          whenRed: "runbook, OutboxStuck.",
          unit: "short",
          limits: { orange: 20, red: 200 },
          queries: [{ expr: "genkan_outbox_pending", legend: "waiting" }],
        }),
        graph({
          title: "Counts taken over from Redis",
          shows: "By Durable Objects, because Redis was away; by how it was.",
          whenRed: "runbook, RedisDown.",
          unit: "cps",
          limits: { orange: 0.003, red: 0.1 },
          queries: [
            {
              expr: "sum by (kind) (rate(genkan_limit_fallbacks_total[$__rate_interval]))",
              legend: "{{kind}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Jobs",
      panels: [
        graph({
          title: "Runs of the jobs, per minute",
          shows: "Each runs once a minute.",
          whenRed: "runbook, ScheduledJobsSilent.",
          unit: "short",
          limits: { orange: 0.8, red: 0.3 },
          queries: [
            {
              expr: "60 * sum by (task) (rate(genkan_scheduled_runs_total[$__rate_interval]))",
              legend: "{{task}}",
            },
          ],
        }),
        graph({
          title: "Runs that fail, per minute",
          shows: "Of each job.",
          whenRed: "runbook, ScheduledJobsFailing.",
          unit: "short",
          limits: { orange: 0.1, red: 0.5 },
          queries: [
            {
              expr: '60 * sum by (task) (rate(genkan_scheduled_runs_total{outcome="failure"}[$__rate_interval]))',
              legend: "{{task}}",
            },
          ],
        }),
      ],
    },
  ],
});
