import type { Health } from "../client/frame.ts";

export type ComponentName = keyof Health["components"];
export type ComponentStatus = Health["components"][ComponentName]["status"];

export interface Change {
  /** ISO 8601. */
  at: string;
  component: ComponentName;
  status: ComponentStatus;
}

/** CONTRACT section 7: `/api/status`. */
export interface ServiceStatus extends Pick<Health, "status" | "components"> {
  /** Of the last 24 hours, newest first. */
  changes: Change[];
}

/** `broken`: something answers, but not the service. */
export type StatusAnswer = ServiceStatus | "broken" | "silence";

/** Its own probes give up within 5 seconds. */
const PATIENCE_MS = 8_000;

/** Past the browser's cache: whoever asks wants to know what is so now. A service that is down answers 503, with the same body. */
export async function askStatus(): Promise<StatusAnswer> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const options: RequestInit = { cache: "no-store", credentials: "omit", signal };
  const response = await fetch("/api/status", options).catch(() => null);
  if (response === null) return "silence";
  const body: unknown = await response.json().catch(() => null);
  return isStatus(body) ? body : "broken";
}

function isStatus(body: unknown): body is ServiceStatus {
  return typeof body === "object" && body !== null && "components" in body && "changes" in body;
}
