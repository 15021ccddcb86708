import { hasCode } from "./error.ts";
import { connectLive, type LiveListeners } from "./live.ts";
import { createMailedActs } from "./mailed-acts.ts";
import { createOwnAccount } from "./own-account.ts";
import { createPageLife } from "./page-life.ts";
import { createPresence } from "./presence.ts";
import { createRefresher } from "./refresher.ts";
import { createRotatingSend } from "./rotating-send.ts";
import { createSignedInSend } from "./signed-in-send.ts";
import { createTabs } from "./tabs.ts";
import { createTransport } from "./transport.ts";
import type { AuthState } from "./types.ts";
import { createWaysIn } from "./ways-in.ts";

export interface ClientOptions {
  /** Where the service lives; the page's own origin by default. */
  baseUrl?: string;
  fetch?: typeof fetch;
}

export interface RestoreOptions {
  /** The page has it from the server that nobody has signed in with this browser: only what the browser itself remembers is a reason to ask. */
  newcomer?: boolean;
}

export type Client = ReturnType<typeof createClient>;

/** The browser's side of Genkan. Tokens stay in HttpOnly cookies: this code never sees one. */
export function createClient({ baseUrl = "", fetch: fetcher }: ClientOptions = {}) {
  const root = baseUrl.replace(/\/+$/, "");
  const send = createTransport({ root, fetch: fetcher ?? ((input, init) => fetch(input, init)) });
  const tabs = createTabs();
  const presence = createPresence(tabs);
  let live: LiveListeners = {};
  const refresh = createRefresher({ send, tabs, onEnded });
  const signedIn = { tabs, refresh, onEnded: presence.ended };
  const request = createSignedInSend({ send, ...signedIn });
  const rotate = createSignedInSend({ send: createRotatingSend({ send, tabs }), ...signedIn });
  const account = createOwnAccount({ request, rotate, presence, tabs });
  const { me } = account;

  let disconnect = () => {};

  function onEnded(because: "refresh_invalid" | "refresh_reused"): void {
    presence.ended();
    // Whoever was asleep when the session ended has no socket that would say so.
    if (because === "refresh_reused") live.onRevoked?.("reuse");
  }

  tabs.listen((message) => {
    presence.heard(message);
    // A tab in the background has nobody to tell; its next call will say what is wrong.
    if (message !== "signed_out") me().catch(() => undefined);
  });

  return {
    state: presence.state,
    /** What this browser remembers, for a page that has to look like something before the first answer. */
    wasSignedIn: (): boolean => tabs.hint() === "in",
    /** Calls back on each change, in this tab or another. Returns the way out. */
    onChange: presence.onChange,

    /** Who is here? For the start of a page: "nobody" is an answer, a server that is down is an error. */
    async restore({ newcomer = false }: RestoreOptions = {}): Promise<AuthState> {
      const isSure = newcomer && tabs.hint() !== "in";
      if (isSure) presence.assumeNobody();
      else await me().catch(unlessNobody);
      return presence.state();
    },

    ...createWaysIn(send, presence),
    ...account,
    ...createMailedActs({ send, me, tabs }),

    signOut: () => presence.leave(send<void>("POST", "/api/auth/logout")),

    /**
     * Keeps a socket open while somebody is signed in and looks at the page, and hears from the server at once what would
     * otherwise show at the next call. A second call takes the place of the first. Returns the way out.
     */
    connect(listeners: LiveListeners = {}): () => void {
      disconnect();
      live = listeners;
      const origin = (root || location.origin).replace(/^http/, "ws");
      const page = createPageLife();
      disconnect = connectLive({ origin, presence, tabs, page, refresh, request, me }, listeners);
      return disconnect;
    },

    refresh: () => refresh(tabs.stamp()),
    request,
    /** Stops listening to the server and to other tabs. */
    close(): void {
      disconnect();
      tabs.close();
    },
  };
}

function unlessNobody(error: unknown): void {
  if (!hasCode(error, "unauthenticated")) throw error;
}
