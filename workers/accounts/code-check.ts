import type { Defer } from "../shared/defer.ts";
import { type Requested, Unusable } from "../verification/one-time.ts";
import type { Browser } from "./browser.ts";

/** Waits for a code to be read and notes a wrong one in the history of the account that it was for, behind the answer. */
export function createCodeCheck(options: {
  recordFailure: (userId: string, browser: Browser) => Promise<void>;
  defer: Defer;
}) {
  const { recordFailure, defer } = options;

  return async (reading: Promise<Requested>, browser: Browser): Promise<Requested> => {
    try {
      return await reading;
    } catch (error) {
      const userId = error instanceof Unusable ? error.guessedAt?.id : undefined;
      if (userId !== undefined) defer(() => recordFailure(userId, browser));
      throw error;
    }
  };
}

export type CodeCheck = ReturnType<typeof createCodeCheck>;
