import type { Events } from "../metrics/events.ts";
import type { AppError, ErrorCode } from "../shared/errors.ts";

/** What a person can be told about a sign-up of his. Bodies that nobody can read, and failures of ours, are no refusals. */
const SIGN_UP_REFUSALS: readonly ErrorCode[] = [
  "validation_failed",
  "password_rejected",
  "username_taken",
  "rate_limited",
];

/** What is only known where all refusals come together: the limit that refused, and what was refused before its rules ran. */
export function countRefusal(
  metrics: Pick<Events, "rateLimited" | "registration" | "tokenRefresh">,
  route: string,
  { code, options }: AppError,
): void {
  if (options.layer !== undefined) metrics.rateLimited({ route, layer: options.layer });
  if (route === "/api/auth/signup" && SIGN_UP_REFUSALS.includes(code)) {
    metrics.registration({ outcome: "refused" });
  }
  if (route === "/api/auth/refresh" && code === "rate_limited") metrics.tokenRefresh({ outcome: "limited" });
}
