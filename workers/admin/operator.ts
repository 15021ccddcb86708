import type { PasswordReset } from "../accounts/password-reset.ts";
import { OPERATOR } from "../audit/event.store.ts";
import type { Push } from "../live/push.ts";
import type { CounterLabels } from "../metrics/catalog.ts";
import type { Events } from "../metrics/events.ts";
import { AppError } from "../shared/errors.ts";
import { PAGE_DEFAULT } from "../shared/limits.ts";
import type { Log } from "../shared/log.ts";
import type { Now } from "../shared/time.ts";
import type { AdminStore } from "./admin.store.ts";

type Act = CounterLabels<"operator_acts">["act"];

/**
 * What an operator does with accounts. Each act is in the history of its user, where the store puts it, and in the log
 * under the request's id.
 */
export function createOperator(options: {
  store: AdminStore;
  passwordReset: PasswordReset;
  push: Push;
  metrics: Pick<Events, "operatorAct">;
  log: Log;
  now: Now;
}) {
  const { store, passwordReset, push, metrics, log, now } = options;

  /** Its answer, once it is in the log. */
  async function logged<T>(name: Act | "read", userId: string, result: Promise<T | null>): Promise<T> {
    const done = await result;
    if (done === null) throw new AppError("not_found", { reason: "no such user" });
    log.info("operator", { act: name, userId });
    return done;
  }

  async function act<T>(name: Act, userId: string, result: Promise<T | null>): Promise<T> {
    const done = await logged(name, userId, result);
    metrics.operatorAct({ act: name });
    return done;
  }

  return {
    list: store.list,
    // All of these throw `not_found`.
    read: (userId: string) => logged("read", userId, store.find(userId, now(), PAGE_DEFAULT)),
    disable: async (userId: string) => push.ended(await act("disable", userId, store.disable(userId, now()))),
    enable: (userId: string) => act("enable", userId, store.enable(userId, now())),
    logOut: async (userId: string) => push.ended(await act("logout", userId, store.logOut(userId, now()))),

    /** Mails a way to a new password. Also throws `validation_failed` for an account without an address. */
    async reset(userId: string): Promise<void> {
      const { user } = await logged("reset", userId, store.find(userId, now(), 1));
      if (user.email === null) {
        const message = "the account has no address to mail to";
        throw new AppError("validation_failed", { errors: [{ path: "email", code: "not_set", message }] });
      }
      await passwordReset.sendTo(user.email, OPERATOR);
      metrics.operatorAct({ act: "reset" });
    },
  };
}

export type Operator = ReturnType<typeof createOperator>;
