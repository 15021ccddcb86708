import type { Rate } from "../config.ts";
import type { Events } from "../metrics/events.ts";
import { AppError } from "../shared/errors.ts";
import { SEND_INTERVAL_MS } from "../shared/limits.ts";
import { secondsUntil } from "../shared/time.ts";
import type { Counters } from "./counters.ts";
import type { LimiterObjects } from "./limiter-objects.ts";
import { createLoginGate } from "./login-gate.ts";

export interface Refused {
  allowed: false;
  retryAfterSeconds: number;
}

export type Taken = { allowed: true } | Refused;

/** `pair`: this account from this client or browser; `account`: from anywhere; `spray`: all accounts from this client. */
export type LoginRefusal = "pair" | "account" | "spray";

export interface LoginTry {
  /** One key for all spellings of one identifier: the id of its user, or the normalised identifier that nobody has. */
  account: string;
  client: string;
  /** The lane of a browser that has proved to be this user's, else null. */
  device: string | null;
}

/** One comparison of a password that may go on. It has to be told how it went: silence counts as a failure. */
export interface LoginAttempt {
  allowed: true;
  /** `attemptsLeft` is how many more failures this client or browser has: after 0 it is refused. */
  failed(): Promise<{ attemptsLeft: number }>;
  /** Clears this client's or browser's failures, and the account's row of them. */
  succeeded(): Promise<void>;
  /** The password was never compared: nothing is counted. */
  abandoned(): Promise<void>;
}

/**
 * Exact under bursts. What is refused counts nowhere, so no refusal makes itself longer. Every method throws `unavailable`
 * when the counters can't be reached: without them nothing may be tried or sent.
 */
export interface RateLimiter {
  /** May wait for other attempts to end, so that right passwords are not refused for coming at once. */
  beginLogin(login: LoginTry): Promise<LoginAttempt | (Refused & { reason: LoginRefusal })>;
  /** After a password reset: opens the account for every client and forgets its failures. */
  resetAccount(account: string): Promise<void>;
  /** One mail or message: within `limit` per recipient and purpose, and one a minute. */
  takeSend(send: { kind: "link" | "code"; recipient: string; purpose: string; limit: Rate }): Promise<Taken>;
  take(one: { name: string; key: string; limit: Rate }): Promise<Taken>;
}

/**
 * Attempts to sign in are always counted in Durable Objects, where they are exact, wait for each other and survive whatever
 * happens to Redis: its loss must open no lock. What is sent and who signs up is for `counters`. `scale` multiplies every
 * count.
 */
export function createRateLimiter(options: {
  objects: LimiterObjects;
  counters: Counters;
  loginLimit: Rate;
  scale: number;
  metrics: Pick<Events, "lockout">;
}): RateLimiter {
  const { objects, counters, loginLimit, scale, metrics } = options;

  async function takeOne(name: string, rates: readonly Rate[]): Promise<Taken> {
    const scaled = rates.map(({ max, windowMs }) => ({ max: max * scale, windowMs }));
    const waitUntil = await counters.take(name, scaled);
    if (waitUntil === null) return { allowed: true };
    return { allowed: false, retryAfterSeconds: secondsUntil(new Date(waitUntil), new Date()) };
  }

  return {
    ...createLoginGate({ objects, loginLimit, scale, metrics }),

    async takeSend({ kind, recipient, purpose, limit }) {
      const name = await objects.nameOf(`send-${kind}-${purpose}`, recipient);
      return takeOne(name, [limit, { max: 1, windowMs: SEND_INTERVAL_MS }]);
    },

    async take({ name, key, limit }) {
      return takeOne(await objects.nameOf(`take-${name}`, key), [limit]);
    },
  };
}

/** Throws `rate_limited` with its countdown for what may not go on. */
export function allow(taken: Taken): void {
  if (taken.allowed) return;
  throw new AppError("rate_limited", { layer: "counter", retryAfterSeconds: taken.retryAfterSeconds });
}
