import type { CounterLabels, CounterName, HistogramLabels, HistogramName } from "./catalog.ts";

/** One thing that happened, on its way to a sink. */
export type Point =
  | { [N in CounterName]: { name: N; labels: CounterLabels<N>; count: number } }[CounterName]
  | { [N in HistogramName]: { name: N; labels: HistogramLabels<N>; seconds: number } }[HistogramName];

/** What features say when something has happened and is committed: a function per event. None of them throws or waits. */
export function createEvents(record: (point: Point) => void) {
  const counter =
    <N extends CounterName>(name: N) =>
    (labels: CounterLabels<N>, count = 1): void => {
      if (count > 0) record({ name, labels, count } as Point);
    };
  const duration =
    <N extends HistogramName>(name: N) =>
    (labels: HistogramLabels<N>, milliseconds: number): void =>
      record({ name, labels, seconds: milliseconds / 1_000 } as Point);

  return {
    loginAttempt: counter("login_attempts"),
    registration: counter("registrations"),
    tokenRefresh: counter("token_refresh"),
    reuseDetected: counter("refresh_reuse_detected"),
    sessionCreated: counter("sessions_created"),
    sessionsRevoked: counter("sessions_revoked"),
    code: counter("codes"),
    rateLimited: counter("rate_limited"),
    lockout: counter("lockouts"),
    passwordHash: counter("password_hash"),
    message: counter("emails"),
    httpRequest: counter("http_requests"),
    socket: counter("ws_events"),
    dependencyError: counter("dependency_errors"),
    limitFallback: counter("limit_fallbacks"),
    scheduledRun: counter("scheduled_runs"),
    operatorAct: counter("operator_acts"),
    httpDuration: duration("http_request_duration"),
    dependencyDuration: duration("dependency_duration"),
  };
}

export type Events = ReturnType<typeof createEvents>;
