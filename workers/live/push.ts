import type { Events } from "../metrics/events.ts";
import type { EndedSession } from "../sessions/session.statements.ts";
import type { Defer } from "../shared/defer.ts";
import { PUSH_RETRY_MS } from "../shared/limits.ts";
import { describeError, type Log } from "../shared/log.ts";
import type { Now } from "../shared/time.ts";
import type { Hubs } from "./hubs.ts";
import type { LiveStore } from "./live.store.ts";
import type { SocketHub } from "./socket-hub.do.ts";
import type { SocketUser } from "./socket-state.ts";

/**
 * Tells open sockets what was committed. Behind the answer, and never what a revocation rests on: the database is asked
 * wherever it matters, and a socket that isn't told ends with its token.
 */
export interface Push {
  /** These sessions have ended: their sockets close, and their users' others learn that the list changed. */
  ended(sessions: readonly EndedSession[]): void;
  /** A session has begun, and these gave way to it. */
  started(userId: string, gaveWay: readonly EndedSession[]): void;
  /** The hub that was noted for a session never got its socket. */
  missed(hub: string, user: SocketUser): void;
}

export function createPush(options: {
  hubs: Hubs;
  store: Pick<LiveStore, "hubsOf">;
  defer: Defer;
  metrics: Pick<Events, "sessionsRevoked" | "socket" | "dependencyDuration">;
  log: Log;
  wait: (milliseconds: number) => Promise<unknown>;
  now: Now;
}): Push {
  const { hubs, store, defer, metrics, log, wait, now } = options;

  async function timed(call: () => Promise<void>): Promise<void> {
    const start = performance.now();
    try {
      await call();
    } finally {
      const labels = { dependency: "realtime", operation: "push" } as const;
      metrics.dependencyDuration(labels, performance.now() - start);
    }
  }

  async function deliver(hub: string, run: (hub: DurableObjectStub<SocketHub>) => Promise<void>) {
    for (const delay of [...PUSH_RETRY_MS, null]) {
      try {
        await timed(() => hubs.call(hub, run));
        metrics.socket({ type: "push_delivered" });
        return;
      } catch (error) {
        metrics.socket({ type: delay === null ? "push_failed" : "push_retried" });
        if (delay === null) log.error("sockets were not told", { hub, ...describeError(error) });
        else await wait(delay);
      }
    }
  }

  async function endSockets(sessions: readonly EndedSession[]): Promise<void> {
    const byHub = Map.groupBy(sessions, ({ hub }) => hub);
    await Promise.all(
      [...byHub].map(([hub, ended]) => hub !== null && deliver(hub, (object) => object.end(ended))),
    );
  }

  async function tellUsers(userIds: readonly string[]): Promise<void> {
    const byHub = Map.groupBy(await store.hubsOf(userIds), ({ hub }) => hub);
    await Promise.all(
      [...byHub].map(([hub, users]) =>
        deliver(hub, (object) => object.tell(users.map(({ userId }) => userId))),
      ),
    );
  }

  function change(userIds: readonly string[], ended: readonly EndedSession[]): void {
    for (const { reason, until } of ended) if (until > now()) metrics.sessionsRevoked({ reason });
    const users = new Set([...userIds, ...ended.map(({ userId }) => userId)]);
    if (users.size > 0) defer(() => Promise.all([endSockets(ended), tellUsers([...users])]));
  }

  return {
    ended: (sessions) => change([], sessions),
    started: (userId, gaveWay) => change([userId], gaveWay),
    missed: (hub, user) => defer(() => deliver(hub, (object) => object.absent(user))),
  };
}
