import { SECOND } from "../shared/time.ts";

/** Resend and Twilio count in whole seconds. Null for a date, nonsense or nothing. */
export function retryAfterMs(header: string | null | undefined): number | null {
  return /^\d{1,6}$/.test(header ?? "") ? Number(header) * SECOND : null;
}
