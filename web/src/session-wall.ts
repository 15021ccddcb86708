import type { Client } from "../client/client.ts";
import { GenkanError, hasCode } from "../client/error.ts";
import type { Session } from "../client/types.ts";
import { coalesce } from "./coalesce.ts";
import { createStore } from "./store.ts";

/** The service tells a burst of changes once within half a second, too; presence still shows within two. */
const PAUSE_MS = 500;

/** What came and went last, by nobody's hand here. It stays until there is other news: whoever is told needs the time to hear it. */
export interface News {
  begun: readonly Session[];
  ended: readonly Session[];
}

export interface WallState {
  /** Newest first; null until they are known. */
  sessions: readonly Session[] | null;
  /** Why the list is missing, or not the newest. */
  failure: GenkanError | null;
  news: News;
}

const NO_NEWS: News = { begun: [], ended: [] };

export type SessionWall = ReturnType<typeof createSessionWall>;

/** One's sessions as they are now, and how to end them. */
export function createSessionWall(client: Pick<Client, "sessions" | "endSession" | "endOtherSessions">) {
  const store = createStore<WallState>({ sessions: null, failure: null, news: NO_NEWS });
  /** What has ended never comes back, whatever an answer says that was under way meanwhile. */
  const gone = new Set<string>();

  async function load(): Promise<void> {
    try {
      const found = await client.sessions();
      const sessions = found.filter(({ id }) => !gone.has(id));
      const { sessions: before, news } = store.get();
      store.set({ sessions, failure: null, news: newsIn(before, sessions) ?? news });
    } catch (failure) {
      if (!(failure instanceof GenkanError)) throw failure;
      store.set({ ...store.get(), failure });
    }
  }

  function drop(ids: readonly string[]): void {
    for (const id of ids) gone.add(id);
    const { sessions } = store.get();
    store.set({ ...store.get(), sessions: sessions?.filter(({ id }) => !gone.has(id)) ?? null });
  }

  return {
    store,
    reload: coalesce(load, PAUSE_MS),

    async end(id: string): Promise<void> {
      await client.endSession(id).catch((error: unknown) => {
        // Somebody was faster.
        if (!hasCode(error, "not_found")) throw error;
      });
      drop([id]);
    },

    async endOthers(): Promise<void> {
      const others = store.get().sessions?.filter(({ current }) => !current) ?? [];
      await client.endOtherSessions();
      drop(others.map(({ id }) => id));
    },
  };
}

/** Null where there is none. The first list is no news, nor is one's own session, which is another after signing in again. */
export function newsIn(before: readonly Session[] | null, after: readonly Session[]): News | null {
  if (before === null) return null;
  const lacking = (list: readonly Session[]) => {
    const ids = new Set(list.map(({ id }) => id));
    return ({ id, current }: Session) => !current && !ids.has(id);
  };
  const news = { begun: after.filter(lacking(before)), ended: before.filter(lacking(after)) };
  return news.begun.length + news.ended.length > 0 ? news : null;
}
