import type { Rate } from "../config.ts";
import type { CounterLabels } from "../metrics/catalog.ts";
import type { Events } from "../metrics/events.ts";
import { AppError } from "../shared/errors.ts";
import {
  ACCOUNT_FAILURES_MAX,
  ACCOUNT_LOCK_MS,
  SPRAY_FAILURES_MAX,
  SPRAY_WINDOW_MS,
} from "../shared/limits.ts";
import { secondsUntil } from "../shared/time.ts";
import { type Attempt, type Closing, EXEMPT_NEWCOMERS } from "./attempts.ts";
import type { LimiterObjects } from "./limiter-objects.ts";
import type { LoginRefusal, LoginTry, RateLimiter } from "./rate-limiter.ts";
import { type Seat, takeSeats } from "./seat.ts";

type LoginSeat = Seat<LoginRefusal> & {
  fail(): Promise<{ attemptsLeft: number }>;
  succeed(): Promise<void>;
};

/** Whose lane it is, before the browser's mark. */
const DEVICE_LANE = "login-device:";

/**
 * Guards the comparison of passwords: an attempt holds a seat in its account's object, which counts it by client or known
 * browser, and one in its client's, which counts it over all accounts. Known browsers need no second one.
 */
export function createLoginGate(options: {
  objects: LimiterObjects;
  loginLimit: Rate;
  scale: number;
  metrics: Pick<Events, "lockout">;
}): Pick<RateLimiter, "beginLogin" | "resetAccount"> {
  const { objects, loginLimit, scale, metrics } = options;
  const accountLimits = {
    lane: { max: loginLimit.max * scale, windowMs: loginLimit.windowMs },
    streak: { max: ACCOUNT_FAILURES_MAX * scale, lockMs: ACCOUNT_LOCK_MS },
  };
  const clientLimits = { lane: { max: SPRAY_FAILURES_MAX * scale, windowMs: SPRAY_WINDOW_MS }, streak: null };

  function seatIn(
    name: string,
    attempt: Attempt,
    reasons: Record<"lane" | "streak", LoginRefusal>,
    lockoutOf: (closing: Closing) => Lockout,
  ): LoginSeat {
    /** The answer, once what it closed is counted. */
    function counted<T extends { closed: Closing[] }>(answer: T): T {
      for (const closing of answer.closed) metrics.lockout({ reason: lockoutOf(closing) });
      return answer;
    }

    return {
      async begin(patienceMs) {
        const { admission } = counted(
          await objects.call(name, async (object) => object.begin(attempt, patienceMs), patienceMs),
        );
        if (admission.result !== "refused") return { result: admission.result };
        return { result: "refused", reason: reasons[admission.by], until: admission.until };
      },
      fail: async () => counted(await objects.call(name, async (object) => object.fail(attempt))),
      succeed: async () => void counted(await objects.call(name, async (object) => object.succeed(attempt))),
      abandon: async () => void counted(await objects.call(name, async (object) => object.abandon(attempt))),
    };
  }

  async function seatsFor({ account, client, device }: LoginTry) {
    const id = crypto.randomUUID();
    const [accountName, clientName] = await Promise.all([
      objects.nameOf("login-account", account),
      objects.nameOf("login-client", client),
    ]);
    const lane = device === null ? clientName : DEVICE_LANE + device;
    const attempt = { id, lane, exempt: device !== null, limits: accountLimits };
    const inAccount = seatIn(accountName, attempt, { lane: "pair", streak: "account" }, accountLockout);
    if (device !== null) return { inAccount, inClient: null };
    const spray = { id, lane: "all accounts", exempt: false, limits: clientLimits };
    return {
      inAccount,
      inClient: seatIn(clientName, spray, { lane: "spray", streak: "spray" }, () => "client"),
    };
  }

  return {
    async beginLogin(login) {
      const { inAccount, inClient } = await seatsFor(login);
      const verdict = await takeSeats(inClient === null ? [inAccount] : [inAccount, inClient]);
      if (verdict.result === "busy") {
        throw new AppError("unavailable", {
          retryAfterSeconds: 1,
          reason: "too many attempts are under way",
        });
      }
      if (verdict.result === "refused") {
        const retryAfterSeconds = secondsUntil(new Date(verdict.until), new Date());
        return { allowed: false, retryAfterSeconds, reason: verdict.reason };
      }
      return {
        allowed: true,
        failed: async () => {
          const [left] = await Promise.all([inAccount.fail(), inClient?.fail()]);
          return { attemptsLeft: left.attemptsLeft };
        },
        succeeded: async () => {
          await Promise.all([inAccount.succeed(), inClient?.abandon()]);
        },
        abandoned: async () => {
          await Promise.all([inAccount.abandon(), inClient?.abandon()]);
        },
      };
    },

    async resetAccount(account) {
      await objects.call(await objects.nameOf("login-account", account), (object) => object.forgive());
    },
  };
}

type Lockout = CounterLabels<"lockouts">["reason"];

function accountLockout(closing: Closing): Lockout {
  if (closing.by === "streak") return "account";
  return closing.lane.startsWith(DEVICE_LANE) || closing.lane === EXEMPT_NEWCOMERS ? "device" : "pair";
}
