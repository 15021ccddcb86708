import { isUniqueViolation } from "../db/database.ts";
import type { UserRow } from "../db/tables.ts";
import type { LiveSession } from "../sessions/session.store.ts";
import type { Visitor } from "../sessions/visitor.ts";
import { AppError } from "../shared/errors.ts";
import type { Language } from "../shared/language.ts";
import type { Now } from "../shared/time.ts";
import type { AccountStore } from "./account.store.ts";

export interface ProfileChange {
  name?: string | null;
  username?: string;
  language?: Language | null;
}

export function createProfile({ store, now }: { store: AccountStore; now: Now }) {
  return {
    /** Throws `username_taken`. */
    async change({ user, session }: LiveSession, change: ProfileChange, visitor: Visitor): Promise<UserRow> {
      // Only what is new: somebody may be changing another field right now.
      const wanted = {
        ...(change.name !== undefined && change.name !== user.name && { name: change.name }),
        ...(change.username !== undefined &&
          change.username !== user.username && { username: change.username }),
        ...(change.language !== undefined &&
          change.language !== user.language && { language: change.language }),
      };
      if (Object.keys(wanted).length === 0) return user;
      try {
        const updated = await store.update(user.id, wanted, { at: now(), visitor, sessionId: session.id });
        if (!updated) throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
        return updated;
      } catch (error) {
        if (isUniqueViolation(error)) throw new AppError("username_taken", { cause: error });
        throw error;
      }
    },
  };
}
