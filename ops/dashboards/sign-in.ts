import { page } from "./page.ts";
import { graph, number } from "./panels.ts";

export const signIn = page({
  uid: "sign-in",
  title: "sign-up and sign-in",
  description: "How people get in, and where they give up.",
  rows: [
    {
      title: "The last hour",
      panels: [
        number({
          title: "Sign-ups begun",
          shows: "Forms that were sent.",
          whenRed: "it has no limits: compare with the same hour of yesterday.",
          unit: "short",
          decimals: 0,
          queries: [
            { expr: 'sum(increase(genkan_registrations_total{outcome="requested"}[1h]))', legend: "begun" },
          ],
        }),
        number({
          title: "Accounts made",
          shows: "By a form and its mail, by code, or by link.",
          whenRed: "it has no limits; none for hours while sign-ups begin means that no mail arrives.",
          unit: "short",
          decimals: 0,
          queries: [
            { expr: 'sum(increase(genkan_registrations_total{outcome="completed"}[1h]))', legend: "made" },
          ],
        }),
        number({
          title: "Sign-up mails that are used",
          shows: "Links and codes of sign-ups: used, of those asked for.",
          whenRed:
            "do the mails arrive? Look at Dependencies, then at the provider's own page. Or robots sign up.",
          unit: "percentunit",
          decimals: 0,
          limits: { orange: 0.6, red: 0.3 },
          queries: [
            {
              expr: 'sum(increase(genkan_codes_total{purpose="sign_up",outcome="used"}[1h])) / sum(increase(genkan_codes_total{purpose="sign_up",outcome="requested"}[1h]))',
              legend: "used",
            },
          ],
        }),
        number({
          title: "Sign-ins",
          shows: "Attempts that let somebody in.",
          whenRed: "it has no limits.",
          unit: "short",
          decimals: 0,
          queries: [
            {
              expr: 'sum(increase(genkan_login_attempts_total{outcome="success"}[1h]))',
              legend: "sign-ins",
            },
          ],
        }),
        number({
          title: "Attempts that succeed",
          shows: "Of all attempts, whatever the way.",
          whenRed: "see below why they are refused.",
          unit: "percentunit",
          decimals: 1,
          limits: { orange: 0.7, red: 0.4 },
          queries: [{ expr: "genkan:sign_in_success:ratio_rate1h", legend: "success" }],
        }),
        number({
          title: "Attempts that fail by our fault",
          shows: "Refused with 500 or 503. The objective is 0.1 %.",
          whenRed: "runbook, SignInUnavailable.",
          unit: "percentunit",
          decimals: 2,
          limits: { orange: 0.001, red: 0.02 },
          queries: [{ expr: "genkan:sign_in_unavailable:ratio_rate1h", legend: "our fault" }],
        }),
      ],
    },
    {
      title: "Signing up",
      panels: [
        graph({
          title: "Sign-ups",
          shows: "Begun with a form, refused, and accounts that came into being by any way.",
          whenRed: "it has no limits; “refused” that grows is a form that asks too much, or robots.",
          unit: "cps",
          queries: [
            {
              expr: "sum by (outcome) (rate(genkan_registrations_total[$__rate_interval]))",
              legend: "{{outcome}}",
            },
          ],
        }),
        graph({
          title: "Codes and links that are used, by purpose",
          shows: "Of those asked for within the same time. A mailed link that is used later counts later.",
          whenRed: "it has no limits: a purpose that falls to nothing doesn't arrive, or its page is broken.",
          unit: "percentunit",
          queries: [
            {
              expr: 'sum by (purpose) (rate(genkan_codes_total{outcome="used"}[$__rate_interval])) / sum by (purpose) (rate(genkan_codes_total{outcome="requested"}[$__rate_interval]))',
              legend: "{{purpose}}",
            },
          ],
        }),
        graph({
          title: "Codes and links asked for",
          shows: "By what they are for.",
          whenRed: "it has no limits; text messages that grow alone: Abuse.",
          unit: "cps",
          stacked: true,
          queries: [
            {
              expr: 'sum by (purpose, channel) (rate(genkan_codes_total{outcome="requested"}[$__rate_interval]))',
              legend: "{{purpose}} by {{channel}}",
            },
          ],
        }),
        graph({
          title: "Codes and links tried in vain",
          shows: "Wrong, spent or expired.",
          whenRed: "many in one purpose: guessing (five tries each), or a mail scanner that opens links.",
          unit: "cps",
          limits: { orange: 0.2, red: 1 },
          queries: [
            {
              expr: 'sum by (purpose) (rate(genkan_codes_total{outcome="failed"}[$__rate_interval]))',
              legend: "{{purpose}}",
            },
          ],
        }),
      ],
    },
    {
      title: "Signing in",
      panels: [
        graph({
          title: "Attempts by way",
          shows: "Successes and failures of each way in.",
          whenRed: "it has no limits.",
          unit: "cps",
          stacked: true,
          queries: [
            {
              expr: "sum by (method, outcome) (rate(genkan_login_attempts_total[$__rate_interval])) > 0",
              legend: "{{method}}: {{outcome}}",
            },
          ],
        }),
        graph({
          title: "Why attempts are refused",
          shows: "By the code of the refusal, as the API's documentation lists them.",
          whenRed:
            "`invalid_credentials`: Abuse. `unavailable`, `internal`: Dependencies. `email_unverified`: mails don't arrive.",
          unit: "cps",
          limits: { orange: 0.5, red: 2 },
          queries: [
            {
              expr: 'sum by (reason) (rate(genkan_login_attempts_total{outcome="failure"}[$__rate_interval])) > 0',
              legend: "{{reason}}",
            },
          ],
        }),
        graph({
          title: "Sessions begun",
          shows: "By the way in.",
          whenRed: "it has no limits; nothing at all while attempts succeed is a bug.",
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
          title: "Share of attempts that succeed",
          shows: "In a quarter of an hour, and in an hour.",
          whenRed: "runbook, LoginFailureRatioHigh.",
          unit: "percentunit",
          limits: { orange: 0.7, red: 0.4 },
          queries: [
            { expr: "genkan:sign_in_success:ratio_rate15m", legend: "15 minutes" },
            { expr: "genkan:sign_in_success:ratio_rate1h", legend: "an hour" },
          ],
        }),
      ],
    },
  ],
});
