import type { Events } from "../metrics/events.ts";
import type { Method } from "../sessions/method.ts";
import { findAppError } from "../shared/problem.ts";

/**
 * Counts the attempts to sign in that fail, by the code of their refusal. Those that succeed are counted where their
 * sessions begin.
 */
export function createAttemptCount(metrics: Pick<Events, "loginAttempt">) {
  /** `method` may depend on the refusal: some are recognised only by what was found on the way. */
  return async <T>(method: Method | ((refusal: unknown) => Method), attempt: Promise<T>): Promise<T> => {
    try {
      return await attempt;
    } catch (error) {
      metrics.loginAttempt({
        method: typeof method === "string" ? method : method(error),
        outcome: "failure",
        reason: findAppError(error)?.code ?? "internal",
      });
      throw error;
    }
  };
}

export type AttemptCount = ReturnType<typeof createAttemptCount>;
