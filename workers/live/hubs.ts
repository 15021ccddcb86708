import type { Events } from "../metrics/events.ts";
import { AppError } from "../shared/errors.ts";
import { HUB_TIMEOUT_MS, SOCKETS_RETRY_SECONDS } from "../shared/limits.ts";
import { LATE, within } from "../shared/within.ts";
import type { SocketHub } from "./socket-hub.do.ts";
import type { Arrival } from "./socket-state.ts";

/** The header in which the Worker tells a hub whose a socket is. Requests to a hub are made by us alone, from nothing. */
export const ARRIVAL_HEADER = "x-genkan-arrival";

export interface Hubs {
  /**
   * The 101 with its socket. Throws `rate_limited` at a cap, `unauthenticated` when the session ended meanwhile,
   * `unavailable` when the hub can't be reached.
   */
  open(name: string, arrival: Arrival): Promise<Response>;
  /** Throws when the hub can't be reached. */
  call<T>(name: string, run: (hub: DurableObjectStub<SocketHub>) => Promise<T>): Promise<T>;
}

export function createHubs(
  namespace: DurableObjectNamespace<SocketHub>,
  metrics: Pick<Events, "dependencyError">,
): Hubs {
  function away(kind: "away" | "timeout", reason: string, cause?: unknown): AppError {
    metrics.dependencyError({ dependency: "realtime", kind });
    return new AppError("unavailable", { retryAfterSeconds: 1, reason, dependency: "realtime", cause });
  }

  async function call<T>(name: string, run: (hub: DurableObjectStub<SocketHub>) => Promise<T>): Promise<T> {
    try {
      // A stub that has failed once fails for ever: each call finds its object anew.
      const answer = await within(HUB_TIMEOUT_MS, run(namespace.getByName(name)));
      if (answer !== LATE) return answer;
    } catch (cause) {
      throw away("away", "the hub can't be reached", cause);
    }
    throw away("timeout", "the hub is silent");
  }

  return {
    call,

    async open(name, arrival) {
      const headers = { upgrade: "websocket", [ARRIVAL_HEADER]: JSON.stringify(arrival) };
      const response = await call(name, (hub) => hub.fetch("https://hub/", { headers }));
      if (response.status === 429)
        throw new AppError("rate_limited", { layer: "socket", retryAfterSeconds: SOCKETS_RETRY_SECONDS });
      if (response.status === 401)
        throw new AppError("unauthenticated", { reason: "the session ended meanwhile" });
      return response;
    },
  };
}
