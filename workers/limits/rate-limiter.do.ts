import { DurableObject } from "cloudflare:workers";
import type { Rate } from "../config.ts";
import {
  type Admission,
  type Attempt,
  type AttemptLimits,
  type Attempts,
  abandon,
  begin,
  type Closing,
  closings,
  expiryOf,
  fail,
  forgive,
  NO_ATTEMPTS,
  settle,
  succeed,
} from "./attempts.ts";
import type { Place } from "./places.ts";
import { type Hits, lastUntil, take } from "./window.ts";

/** More of them than a burst of people behind one address; each costs memory until its turn comes. */
const WAITING_MAX = 1_000;

const ATTEMPTS = "attempts";
const TAKEN = "taken";
const HELD = "held:";

/** What an attempt has closed, or one whose time was up has: each closing is said once. */
interface Closed {
  closed: Closing[];
}

/**
 * One limited key: its attempts, what was taken of its rates, or its places that are held. The object is one thread, so its rules, which never await,
 * decide one after another; its storage outlives restarts.
 */
export class RateLimiterObject extends DurableObject<Env> {
  #attempts: Attempts;
  #taken: readonly Hits[];
  /** By the id of the place: until when. Read when first asked for: few keys have any. */
  #held: Map<string, number> | null = null;
  #hasAlarm = false;
  /** In order of arrival: those who wait for attempts that are under way. */
  #waiting: (() => void)[] = [];

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#attempts = context.storage.kv.get<Attempts>(ATTEMPTS) ?? NO_ATTEMPTS;
    this.#taken = context.storage.kv.get<readonly Hits[]>(TAKEN) ?? [];
  }

  /** Waits up to `patienceMs` while it is busy. */
  async begin(attempt: Attempt, patienceMs: number): Promise<{ admission: Admission } & Closed> {
    const patientUntil = Date.now() + patienceMs;
    const closed: Closing[] = [];
    for (;;) {
      const now = Date.now();
      const { attempts, admission } = begin(this.#attempts, attempt, now);
      const closedNow = closings(this.#attempts, attempts, attempt.limits, now);
      closed.push(...closedNow);
      // What was closed by attempts whose time is up is said once, so it is kept even where nobody is admitted.
      if (admission.result === "admitted" || closedNow.length > 0) this.#keep(attempts);
      if (admission.result !== "busy" || now >= patientUntil) return { admission, closed };
      if (this.#waiting.length >= WAITING_MAX) return { admission, closed };
      await this.#nextChange(Math.min(admission.until, patientUntil) - now);
    }
  }

  fail(attempt: Attempt): { attemptsLeft: number } & Closed {
    const now = Date.now();
    const { attempts, attemptsLeft } = fail(this.#attempts, attempt, now);
    return { attemptsLeft, ...this.#change(attempts, attempt.limits, now) };
  }

  succeed(attempt: Attempt): Closed {
    const now = Date.now();
    return this.#change(succeed(this.#attempts, attempt, now), attempt.limits, now);
  }

  abandon(attempt: Attempt): Closed {
    const now = Date.now();
    return this.#change(abandon(this.#attempts, attempt, now), attempt.limits, now);
  }

  forgive(): void {
    this.#keep(forgive(this.#attempts, Date.now()));
    this.#wakeWaiting();
  }

  /** Until when there is nothing to take; null when one of each was taken. */
  take(rates: readonly Rate[]): { waitUntil: number | null } {
    const { taken, waitUntil } = take(this.#taken, rates, Date.now());
    if (waitUntil === null) {
      this.#taken = taken;
      this.ctx.storage.kv.put(TAKEN, taken);
      this.#wakeToForget();
    }
    return { waitUntil };
  }

  /** Whether the place is held now. A place that nobody releases is free again at its end. */
  hold({ id, until, max, insteadOf = [] }: Place): boolean {
    const held = this.#heldPlaces();
    const now = Date.now();
    this.#free([...held].flatMap(([each, end]) => (end <= now ? [each] : [])));
    this.#free(insteadOf);
    if (!held.has(id) && held.size >= max) return false;
    held.set(id, until);
    this.ctx.storage.kv.put(HELD + id, until);
    this.#wakeToForget();
    return true;
  }

  release(ids: readonly string[]): void {
    this.#free(ids);
  }

  override async alarm(): Promise<void> {
    this.#hasAlarm = false;
    const now = Date.now();
    this.#attempts = settle(this.#attempts, now);
    if ((this.#expiry() ?? 0) > now) {
      this.#wakeToForget();
    } else {
      this.#taken = [];
      this.#held = null;
      await this.ctx.storage.deleteAll();
    }
  }

  #change(attempts: Attempts, limits: AttemptLimits, now: number): Closed {
    const closed = closings(this.#attempts, attempts, limits, now);
    this.#keep(attempts);
    this.#wakeWaiting();
    return { closed };
  }

  #wakeWaiting(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    for (const wake of woken) wake();
  }

  #keep(attempts: Attempts): void {
    this.#attempts = attempts;
    if (expiryOf(attempts) === null) this.ctx.storage.kv.delete(ATTEMPTS);
    else this.ctx.storage.kv.put(ATTEMPTS, attempts);
    this.#wakeToForget();
  }

  /** One alarm at a time: it looks again when the end has moved meanwhile, which is cheaper than moving it each time. */
  #wakeToForget(): void {
    const expiry = this.#expiry();
    if (this.#hasAlarm || expiry === null) return;
    this.#hasAlarm = true;
    void this.ctx.storage.setAlarm(expiry);
  }

  #expiry(): number | null {
    let latest: number | null = expiryOf(this.#attempts);
    for (const end of [...this.#taken.map(lastUntil), ...this.#heldPlaces().values()]) {
      if (end !== null && (latest === null || end > latest)) latest = end;
    }
    return latest;
  }

  #heldPlaces(): Map<string, number> {
    if (!this.#held) {
      const stored = this.ctx.storage.kv.list<number>({ prefix: HELD });
      this.#held = new Map([...stored].map(([key, until]) => [key.slice(HELD.length), until]));
    }
    return this.#held;
  }

  #free(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.#heldPlaces().delete(id)) this.ctx.storage.kv.delete(HELD + id);
    }
  }

  /** Resolves at the next end of an attempt, or after `milliseconds`. */
  #nextChange(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== wake);
        resolve();
      }, milliseconds);
      this.#waiting.push(wake);
    });
  }
}
