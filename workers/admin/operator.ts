import type { PasswordReset } from "../accounts/password-reset.ts";
import { OPERATOR } from "../audit/event.store.ts";
import type { Push } from "../live/push.ts";
import { AppError } from "../shared/errors.ts";
import { PAGE_DEFAULT } from "../shared/limits.ts";
import type { Log } from "../shared/log.ts";
import type { Now } from "../shared/time.ts";
import type { AdminStore } from "./admin.store.ts";

/**
 * What an operator does with accounts. Each act is in the history of its user, where the store puts it, and in the log
 * under the request's id.
 */
export function createOperator(options: {
  store: AdminStore;
  passwordReset: PasswordReset;
  push: Push;
  log: Log;
  now: Now;
}) {
  const { store, passwordReset, push, log, now } = options;

  async function act<T>(name: string, userId: string, result: Promise<T | null>): Promise<T> {
    const done = await result;
    if (done === null) throw new AppError("not_found", { reason: "no such user" });
    log.info("operator", { act: name, userId });
    return done;
  }

  return {
    list: store.list,
    // All of these throw `not_found`.
    read: (userId: string) => act("read", userId, store.find(userId, now(), PAGE_DEFAULT)),
    disable: async (userId: string) => push.ended(await act("disable", userId, store.disable(userId, now()))),
    enable: (userId: string) => act("enable", userId, store.enable(userId, now())),
    logOut: async (userId: string) => push.ended(await act("logout", userId, store.logOut(userId, now()))),

    /** Mails a way to a new password. Also throws `validation_failed` for an account without an address. */
    async reset(userId: string): Promise<void> {
      const { user } = await act("reset", userId, store.find(userId, now(), 1));
      if (user.email === null) {
        const message = "the account has no address to mail to";
        throw new AppError("validation_failed", { errors: [{ path: "email", code: "not_set", message }] });
      }
      await passwordReset.sendTo(user.email, OPERATOR);
    },
  };
}

export type Operator = ReturnType<typeof createOperator>;
