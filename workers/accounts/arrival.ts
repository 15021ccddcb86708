import type { PendingSignUp, SessionRow, UserRow } from "../db/tables.ts";
import type { Events } from "../metrics/events.ts";
import type { Method } from "../sessions/method.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { OneTime, Requested } from "../verification/one-time.ts";
import type { ArrivalStore } from "./arrival.store.ts";
import type { Browser } from "./browser.ts";
import type { SessionStarts } from "./session-start.ts";

export interface SignInResult {
  user: UserRow;
  session: SessionRow;
  refreshToken: string;
  newUser: boolean;
}

/** What an account gets from the way somebody came in by, if it is made or verified by it. */
export interface Brought {
  signUp: PendingSignUp | null;
  /** An account that waited unverified keeps its password: only if a sign-up asked for this very mail. */
  keepsPassword: boolean;
}

/** Signing in with a link or a code: it proves an address or a number, and makes the account if there is none. */
export function createArrival(options: {
  store: ArrivalStore;
  starts: SessionStarts;
  oneTime: Pick<OneTime, "used" | "lost">;
  metrics: Pick<Events, "registration">;
  newId: NewId;
}) {
  const { store, starts, oneTime, metrics, newId } = options;

  return {
    /** Throws `token_spent` when somebody else used it first, or `account_disabled`. */
    async arrive(
      { row, user }: Requested,
      method: Method,
      browser: Browser,
      brought: Brought = { signUp: null, keepsPassword: false },
    ): Promise<SignInResult> {
      if (user?.disabledAt) throw new AppError("account_disabled");
      const { start, refreshToken } = await starts.prepare(method, user, browser);
      const done = await store.arrive(row, brought, newId("user"), start);
      if (!done) throw oneTime.lost(row, "used meanwhile");
      oneTime.used(row);
      if (!done.session) throw new AppError("account_disabled");
      if (done.isNew) metrics.registration({ outcome: "completed" });
      starts.started(start, done.user.id, done.gaveWay);
      return { user: done.user, session: done.session, refreshToken, newUser: done.isNew };
    },
  };
}

export type Arrival = ReturnType<typeof createArrival>;
