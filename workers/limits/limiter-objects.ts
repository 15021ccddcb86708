import { encodeBase64Url, utf8 } from "../shared/crypto.ts";
import { AppError } from "../shared/errors.ts";
import type { Keyring } from "../shared/keyring.ts";
import { SECOND } from "../shared/time.ts";
import type { RateLimiterObject } from "./rate-limiter.do.ts";

/** An object that says nothing for so long, beyond what it was asked to wait, is down (CONTRACT: 503 after 3 s). */
const SILENCE_MAX_MS = 3 * SECOND;

/** One object for each limited key. */
export interface LimiterObjects {
  /** Stands for `key` in names and records: no address is readable there. */
  nameOf(kind: string, key: string): Promise<string>;
  /** Throws `unavailable` when the object can't be reached. */
  call<T>(
    name: string,
    run: (object: DurableObjectStub<RateLimiterObject>) => Promise<T>,
    patienceMs?: number,
  ): Promise<T>;
}

export function createLimiterObjects(
  namespace: DurableObjectNamespace<RateLimiterObject>,
  keyring: Keyring,
): LimiterObjects {
  return {
    async nameOf(kind, key) {
      return `${kind}:${encodeBase64Url(await keyring.mac("limit", utf8(kind), utf8(key)))}`;
    },

    async call(name, run, patienceMs = 0) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error("silence")), SILENCE_MAX_MS + patienceMs);
      });
      try {
        // A stub that has failed once fails for ever: each call finds its object anew.
        return await Promise.race([run(namespace.getByName(name)), silence]);
      } catch (cause) {
        throw new AppError("unavailable", {
          retryAfterSeconds: 1,
          reason: "the limiter can't be reached",
          cause,
        });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
