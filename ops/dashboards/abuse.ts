import { page } from "./page.ts";
import { graph, number } from "./panels.ts";

export const abuse = page({
  uid: "abuse",
  title: "abuse and security",
  description:
    "Who tries what they shouldn't, and whether the limits hold. Nobody is named here: the log knows more.",
  rows: [
    {
      title: "The last quarter of an hour",
      panels: [
        number({
          title: "Wrong passwords",
          shows: "Refused for the password, or because of the wrong ones before.",
          whenRed: "runbook, CredentialStuffing.",
          unit: "short",
          decimals: 0,
          limits: { orange: 50, red: 300 },
          queries: [
            {
              expr: 'sum(increase(genkan_login_attempts_total{method="password",reason=~"invalid_credentials|rate_limited"}[15m]))',
              legend: "wrong",
            },
          ],
        }),
        number({
          title: "Lanes closed",
          shows: "Of one account and client, of a browser, of a client.",
          whenRed: "runbook, LockoutsSurge.",
          unit: "short",
          decimals: 0,
          limits: { orange: 5, red: 20 },
          queries: [
            { expr: 'sum(increase(genkan_lockouts_total{reason!="account"}[15m]))', legend: "closed" },
          ],
        }),
        number({
          title: "Accounts closed to passwords",
          shows: "After a hundred wrong ones in a row.",
          whenRed: "runbook, AccountLocked.",
          unit: "short",
          decimals: 0,
          limits: { orange: 0.5, red: 3 },
          queries: [
            { expr: 'sum(increase(genkan_lockouts_total{reason="account"}[15m]))', legend: "accounts" },
          ],
        }),
        number({
          title: "Refresh tokens used twice",
          shows: "Each ended a session.",
          whenRed: "runbook, RefreshReuseSurge.",
          unit: "short",
          decimals: 0,
          limits: { orange: 0.5, red: 10 },
          queries: [{ expr: "sum(increase(genkan_refresh_reuse_detected_total[15m]))", legend: "reused" }],
        }),
        number({
          title: "Refused by limits",
          shows: "Of all requests.",
          whenRed: "runbook, RateLimitSurge.",
          unit: "percentunit",
          decimals: 1,
          limits: { orange: 0.01, red: 0.05 },
          queries: [
            {
              expr: "sum(increase(genkan_rate_limited_total[15m])) / sum(increase(genkan_http_requests_total[15m]))",
              legend: "refused",
            },
          ],
        }),
        number({
          title: "SMS codes unused",
          shows: "Asked for and not used, within half an hour.",
          whenRed: "runbook, SmsPumping.",
          unit: "short",
          decimals: 0,
          limits: { orange: 10, red: 30 },
          queries: [
            {
              expr: 'sum(increase(genkan_codes_total{channel="sms",outcome="requested"}[30m])) - sum(increase(genkan_codes_total{channel="sms",outcome="used"}[30m]))',
              legend: "unused",
            },
          ],
        }),
      ],
    },
    {
      title: "Guessing",
      panels: [
        graph({
          title: "Passwords: right and wrong",
          shows: "Attempts with a password, by what came of them.",
          whenRed: "runbook, CredentialStuffing.",
          unit: "cps",
          limits: { orange: 0.1, red: 0.33 },
          queries: [
            {
              expr: 'sum by (reason) (rate(genkan_login_attempts_total{method="password"}[$__rate_interval])) > 0',
              legend: "{{reason}}",
            },
          ],
        }),
        graph({
          title: "Lanes that close",
          shows:
            "pair: one account from one client. device: a browser its owner knows. client: one client over many accounts. account: from everywhere.",
          whenRed: "runbook, LockoutsSurge.",
          unit: "cps",
          limits: { orange: 0.005, red: 0.022 },
          queries: [
            {
              expr: "sum by (reason) (rate(genkan_lockouts_total[$__rate_interval]))",
              legend: "{{reason}}",
            },
          ],
        }),
        graph({
          title: "Codes: right and wrong",
          shows: "Codes and links by channel. Each code has five tries.",
          whenRed: "wrong ones without right ones: somebody guesses codes; see who asks for them in the log.",
          unit: "cps",
          limits: { orange: 0.2, red: 1 },
          queries: [
            {
              expr: 'sum by (channel, outcome) (rate(genkan_codes_total{outcome=~"used|failed"}[$__rate_interval]))',
              legend: "{{channel}}: {{outcome}}",
            },
          ],
        }),
        graph({
          title: "Text messages: asked for and used",
          shows: "Codes by SMS. Asked for and never used is how numbers that pay their owner are called.",
          whenRed: "runbook, SmsPumping.",
          unit: "cps",
          limits: { orange: 0.017, red: 0.1 },
          queries: [
            {
              expr: 'sum by (outcome) (rate(genkan_codes_total{channel="sms"}[$__rate_interval]))',
              legend: "{{outcome}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Limits",
      panels: [
        graph({
          title: "Refused by limits, by layer",
          shows:
            "flood: the platform's guard. counter: sign-ups and sending. lockout: lanes of sign-ins. socket: the hub.",
          whenRed: "runbook, RateLimitSurge.",
          unit: "reqps",
          limits: { orange: 0.1, red: 0.5 },
          queries: [
            {
              expr: "sum by (layer) (rate(genkan_rate_limited_total[$__rate_interval]))",
              legend: "{{layer}}",
            },
          ],
        }),
        graph({
          title: "Refused by limits, by route",
          shows: "The ten routes that refuse most.",
          whenRed: "one route of real people: the limit is too strict for them, or many share one address.",
          unit: "reqps",
          limits: { orange: 0.1, red: 0.5 },
          queries: [
            {
              expr: "topk(10, sum by (route) (rate(genkan_rate_limited_total[$__rate_interval])))",
              legend: "{{route}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Sessions and power",
      panels: [
        graph({
          title: "Refresh tokens used twice",
          shows:
            "After their grace. Each ended a session: stolen, or a client that doesn't keep what it gets.",
          whenRed: "runbook, RefreshReuse.",
          unit: "cps",
          limits: { orange: 0.001, red: 0.011 },
          queries: [
            {
              expr: "sum(rate(genkan_refresh_reuse_detected_total[$__rate_interval]))",
              legend: "reused",
            },
          ],
        }),
        graph({
          title: "What operators do",
          shows: "With ADMIN_TOKEN.",
          whenRed: "runbook, OperatorActsSurge.",
          unit: "cps",
          limits: { orange: 0.01, red: 0.022 },
          queries: [
            { expr: "sum by (act) (rate(genkan_operator_acts_total[$__rate_interval]))", legend: "{{act}}" },
          ],
        }),
        graph({
          title: "Sessions ended for safety",
          shows: "Reuse, “this wasn't me”, undone changes of address, disabled accounts.",
          whenRed: "accounts are being taken over: see which in the log, and how they got in.",
          unit: "cps",
          limits: { orange: 0.005, red: 0.02 },
          queries: [
            {
              expr: 'sum by (reason) (rate(genkan_sessions_revoked_total{reason=~"reuse|disowned|email_change_undone|account_disabled"}[$__rate_interval]))',
              legend: "{{reason}}",
            },
          ],
        }),
        graph({
          title: "Sockets that misbehave",
          shows: "Frames that can't be read, too many, or too large; refused reauthentication.",
          whenRed: "a broken client after a release of yours, or somebody tries the socket out.",
          unit: "cps",
          limits: { orange: 0.2, red: 1 },
          queries: [
            {
              expr: 'sum by (type) (rate(genkan_ws_events_total{type=~"bad_frame|flooded|too_large|reauth_refused"}[$__rate_interval]))',
              legend: "{{type}}",
            },
          ],
        }),
      ],
    },
  ],
});
