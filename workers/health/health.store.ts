import { eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";

/** One trip, one look into an index, no row. Throws `unavailable` when the database is away. */
export async function lookUpNothing(db: Database, id: string): Promise<void> {
  const { signingKeys } = db.tables;
  await db.orm.select({ kid: signingKeys.kid }).from(signingKeys).where(eq(signingKeys.kid, id));
}
