import { AppError } from "../shared/errors.ts";

/** The period of the guards in wrangler.toml. The platform doesn't say when it began, so its whole length is told. */
const PERIOD_SECONDS = 60;

/**
 * The platform's own limiters: rough, one for each of its locations, and next to free. They keep floods from the database and
 * from the exact limiter; they are no lock. Each throws `rate_limited`.
 */
export interface FloodGuards {
  refresh(sessionId: string): Promise<void>;
  /** Of a connection to a WebSocket. */
  upgrade(client: string): Promise<void>;
  /** Everything else. */
  request(client: string): Promise<void>;
}

/**
 * With a `scale` above 1 nothing is guarded. Neither is it where a binding is missing or fails: what has to be exact is
 * counted elsewhere, and a guard that is down must not be an outage. Then `onOpen` is called.
 */
export function createFloodGuards(options: {
  bindings: Partial<Record<keyof FloodGuards, RateLimit>>;
  scale: number;
  onOpen: (guard: keyof FloodGuards) => void;
}): FloodGuards {
  const { bindings, scale, onOpen } = options;

  async function hasRoom(guard: keyof FloodGuards, key: string): Promise<boolean> {
    try {
      const outcome = await bindings[guard]?.limit({ key });
      if (outcome) return outcome.success;
    } catch {
      // The same as no binding.
    }
    onOpen(guard);
    return true;
  }

  const guarding = (guard: keyof FloodGuards) => async (key: string) => {
    if (scale > 1 || (await hasRoom(guard, key))) return;
    throw new AppError("rate_limited", {
      layer: "flood",
      retryAfterSeconds: PERIOD_SECONDS,
      reason: `too many of a kind: ${guard}`,
    });
  };

  return { refresh: guarding("refresh"), upgrade: guarding("upgrade"), request: guarding("request") };
}
