import type { Database } from "../db/database.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { ALWAYS, recordEvent } from "./event.store.ts";

/** A refused sign-in, in the history of the account it was for. */
export async function recordFailure(db: Database, userId: string, visitor: Visitor, at: Date): Promise<void> {
  await recordEvent(db.orm, db.tables, { userId, type: "sign_in_failed", at, visitor }, ALWAYS);
}
