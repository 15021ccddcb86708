import type { SessionRow } from "../db/tables.ts";
import { AppError } from "../shared/errors.ts";
import { after } from "../shared/time.ts";

/** Throws `reauth_required` unless whoever acts has signed in, or proved again who he is, within the window (ASVS 7.5.1). */
export function assertFresh(session: SessionRow, windowMs: number, now: Date): void {
  if (now > after(session.authTime, windowMs)) throw new AppError("reauth_required");
}
