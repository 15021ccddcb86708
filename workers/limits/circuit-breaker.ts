import { SECOND } from "../shared/time.ts";

/** How long a dependency that failed is left alone: what it costs while it is away is one slow request in so long. */
export const REST_MS = 5 * SECOND;

/** One isolate's knowledge of a dependency. Holds numbers only, so requests may share it. */
export interface CircuitBreaker {
  /** Whether to ask now. When a rest is over one caller is let through, and the others wait for how that goes. */
  allows(now: number): boolean;
  succeeded(): void;
  failed(now: number): void;
}

export function createCircuitBreaker(): CircuitBreaker {
  let restsUntil: number | null = null;
  return {
    allows(now) {
      if (restsUntil === null) return true;
      if (now < restsUntil) return false;
      // Should this caller never report, another one tries after the next rest.
      restsUntil = now + REST_MS;
      return true;
    },
    succeeded() {
      restsUntil = null;
    },
    failed(now) {
      restsUntil = now + REST_MS;
    },
  };
}
