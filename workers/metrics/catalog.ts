import { METHODS as WAYS_IN } from "../sessions/method.ts";
import { COMPONENTS } from "../shared/components.ts";
import { ERRORS, type ErrorCode } from "../shared/errors.ts";

/** Seconds, as Prometheus's own client libraries have them. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

const CODES = Object.keys(ERRORS) as ErrorCode[];
const none = "none" as const;

/**
 * A label's values: a closed list, or `bounded` where the list is the code's own (routes, templates) and still short.
 * Never an id, an address or a path that somebody sent.
 */
type Values = readonly string[] | "bounded";

interface Family {
  help: string;
  labels: Readonly<Record<string, Values>>;
}

/**
 * Everything that is counted and timed, under its name without `genkan_` (and `_total`, `_seconds`). An entry here is a
 * metric: exposition, both sinks, the exporter and the types of events.ts follow. The order of labels is that of the
 * columns in Analytics Engine: new ones go last.
 */
export const COUNTERS = {
  login_attempts: {
    help: "Attempts to sign in, by the way that was tried; the reason is the code of the refusal.",
    labels: { method: WAYS_IN, outcome: ["success", "failure"], reason: [none, ...CODES] },
  },
  registrations: {
    help: "Sign-ups: begun with a form, refused, and accounts that came into being.",
    labels: { outcome: ["requested", "refused", "completed"] },
  },
  token_refresh: {
    help: "Refreshes of a session.",
    labels: { outcome: ["success", "repeated", "invalid", "reused", "limited", "unavailable"] },
  },
  refresh_reuse_detected: {
    help: "Refresh tokens that were used again after their grace: each ended a session.",
    labels: {},
  },
  sessions_created: { help: "Sessions that began, by the way in.", labels: { method: WAYS_IN } },
  sessions_revoked: {
    help: "Sessions that were ended before their time.",
    labels: {
      reason: [
        "logout",
        "logout_all",
        "ended_by_user",
        "password_changed",
        "password_reset",
        "email_changed",
        "email_change_undone",
        "account_deleted",
        "account_disabled",
        "reuse",
        "evicted",
        "disowned",
      ],
    },
  },
  codes: {
    help: "Codes and links that were asked for, used, or tried in vain.",
    labels: {
      purpose: [
        "sign_up",
        "email_otp",
        "sms_otp",
        "magic_link",
        "password_reset",
        "email_change",
        "email_undo",
        "phone_change",
        "reauth",
        "disown",
      ],
      channel: ["email", "sms"],
      outcome: ["requested", "used", "failed"],
    },
  },
  rate_limited: {
    help: "Requests refused by a limit: of the platform's flood guard, of the counters, of a lane of sign-ins, of a hub.",
    labels: { route: "bounded", layer: ["flood", "counter", "lockout", "socket"] },
  },
  lockouts: {
    help: "Lanes of sign-ins that closed, by what closed them.",
    labels: { reason: ["pair", "device", "account", "client"] },
  },
  password_hash: {
    help: "Password hashes that were asked for, done, or refused because the line was full. Their time can't be measured inside a Worker.",
    labels: { op: ["hash", "verify"], phase: ["submitted", "completed", "refused"] },
  },
  emails: {
    help: "Messages to people, mail and text messages alike, at each try to send.",
    labels: {
      template: "bounded",
      provider: ["dev", "resend", "twilio", "none"],
      outcome: ["sent", "retried", "failed"],
    },
  },
  http_requests: {
    help: "Requests by route template.",
    labels: { route: "bounded", method: "bounded", code_class: ["1xx", "2xx", "3xx", "4xx", "5xx"] },
  },
  ws_events: {
    help: "What happens to sockets.",
    labels: {
      type: [
        "opened",
        "closed",
        "expired",
        "revoked",
        "reauthenticated",
        "reauth_refused",
        "bad_frame",
        "flooded",
        "too_large",
        "push_delivered",
        "push_retried",
        "push_failed",
      ],
    },
  },
  dependency_errors: {
    help: "Calls to what the service stands on that failed.",
    labels: { dependency: COMPONENTS, kind: ["away", "timeout", "refused", "error"] },
  },
  limit_fallbacks: {
    help: "Counts that a Durable Object took because Redis was away.",
    labels: { kind: "bounded" },
  },
  scheduled_runs: {
    // Not `job`: Prometheus gives each target one of its own.
    help: "Runs of what is done each minute.",
    labels: { task: ["health", "metrics", "outbox", "keys", "purge"], outcome: ["success", "failure"] },
  },
  operator_acts: {
    help: "What operators did to accounts.",
    labels: { act: ["disable", "enable", "logout", "reset"] },
  },
  metrics_dropped: {
    help: "Points that were not recorded, for breaking a limit of Analytics Engine.",
    labels: { reason: ["too_many", "too_long", "unknown_label"] },
  },
} as const satisfies Record<string, Family>;

export const HISTOGRAMS = {
  http_request_duration: {
    help: "Time from the request to its answer. Clocks stand still while a Worker computes: this is waiting.",
    labels: { route: "bounded" },
  },
  dependency_duration: {
    help: "Time that a call took to what the service stands on.",
    labels: {
      dependency: COMPONENTS,
      operation: ["trip", "count", "send", "push"],
    },
  },
} as const satisfies Record<string, Family>;

/** Read when the exporter wakes, not counted: name, unit included. */
export const GAUGES = {
  active_sessions: { help: "Sessions that could be used now.", labels: {} },
  ws_connections: { help: "Open sockets.", labels: { region: "bounded" } },
  outbox_pending: { help: "Messages that wait to be sent.", labels: {} },
  outbox_oldest_age_seconds: { help: "Age of the oldest message that waits.", labels: {} },
  signing_key_age_seconds: { help: "Age of the key that signs access tokens.", labels: {} },
  component_up: {
    help: "Health of a component: 1 ok, 0.5 degraded, 0 down. Absent while disabled.",
    labels: { component: COMPONENTS },
  },
  build_info: { help: "Always 1; the version is the label.", labels: { version: "bounded" } },
  exporter_watermark_timestamp_seconds: { help: "Until when all counts are in.", labels: {} },
  exporter_last_success_timestamp_seconds: {
    help: "When the exporter last gathered everything.",
    labels: {},
  },
  exporter_series: { help: "Series that the exporter keeps.", labels: {} },
  exporter_sample_interval_avg: { help: "How many events stand behind a stored one.", labels: {} },
} as const satisfies Record<string, Family>;

/** Counted by the exporter about itself. */
export const EXPORTER_COUNTERS = {
  exporter_query_errors: { help: "Queries to Analytics Engine that failed.", labels: {} },
  exporter_late_events: { help: "Events that came after their minute was read.", labels: {} },
  exporter_read_errors: { help: "Gauges that couldn't be read.", labels: {} },
} as const satisfies Record<string, Family>;

export type CounterName = keyof typeof COUNTERS;
export type HistogramName = keyof typeof HISTOGRAMS;
type Labels = { [name: string]: Values };
type LabelsOf<L extends Labels> = {
  [K in keyof L]: L[K] extends readonly string[] ? L[K][number] : string;
};
export type CounterLabels<N extends CounterName> = LabelsOf<(typeof COUNTERS)[N]["labels"]>;
export type HistogramLabels<N extends HistogramName> = LabelsOf<(typeof HISTOGRAMS)[N]["labels"]>;
