import type { Client } from "../client/client.ts";
import { GenkanError } from "../client/error.ts";
import type { AccountEvent } from "../client/types.ts";
import { createStore } from "./store.ts";

export interface HistoryState {
  /** Newest first; null until the first are known. */
  events: readonly AccountEvent[] | null;
  nextCursor: string | null;
  /** Why the first ones are missing. */
  failure: GenkanError | null;
  /** The first of those that came last, when more were asked for. */
  added: { first: string; count: number } | null;
}

const NOTHING: HistoryState = { events: null, nextCursor: null, failure: null, added: null };

export type History = ReturnType<typeof createHistory>;

/** What happened to the account, page by page. */
export function createHistory(client: Pick<Client, "events">) {
  const store = createStore(NOTHING);

  return {
    store,

    /** The newest, from the beginning. */
    async load(): Promise<void> {
      try {
        store.set({ ...NOTHING, ...(await client.events()) });
      } catch (failure) {
        if (!(failure instanceof GenkanError)) throw failure;
        store.set({ ...store.get(), failure });
      }
    },

    async more(): Promise<void> {
      const { nextCursor } = store.get();
      if (nextCursor === null) return;
      const page = await client.events({ cursor: nextCursor });
      const { events } = store.get();
      // Begun anew meanwhile.
      if (store.get().nextCursor !== nextCursor || events === null) return;
      const [first] = page.events;
      store.set({
        ...NOTHING,
        events: [...events, ...page.events],
        nextCursor: page.nextCursor,
        added: { first: first?.id ?? "", count: page.events.length },
      });
    },
  };
}
