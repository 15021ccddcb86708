import { createClient } from "../client/client.ts";
import { GenkanError } from "../client/error.ts";
import type { EndReason } from "../client/frame.ts";
import type { AuthState, User } from "../client/types.ts";
import { greetReturning, noteDeparture } from "./departure.ts";
import { forgetEnding, noteEnding } from "./ending.ts";
import { noteHealth, noteLost, startHealth, whenOpen } from "./health.ts";
import { road } from "./road.ts";
import { sessionsChanged } from "./sessions-changed.ts";
import { createStore, useStore } from "./store.ts";
import { forgetAddress } from "./typed-address.ts";

export const client = createClient({ fetch: road });

export interface Auth {
  state: AuthState;
  /** Why nobody knows yet who is here. */
  trouble: GenkanError | null;
}

const auth = createStore<Auth>({ state: client.state(), trouble: null });

export function useAuth(): Auth {
  return useStore(auth);
}

/** Looks signed in: known, or remembered while nobody knows better. */
export function looksInside({ state, trouble }: Auth): boolean {
  return state.status === "signed_in" || (state.status === "unknown" && !trouble && client.wasSignedIn());
}

export function restore(): Promise<void> {
  return settle(client.restore());
}

async function settle(asked: Promise<AuthState>): Promise<void> {
  try {
    await asked;
    auth.set({ state: client.state(), trouble: null });
  } catch (error) {
    if (!(error instanceof GenkanError)) throw error;
    auth.set({ state: client.state(), trouble: error });
  }
}

export function startAuth(): void {
  let latest: User | null = null;
  client.onChange((state) => {
    if (state.status === "signed_in") {
      forgetEnding();
      forgetAddress();
      greetReturning(state.user);
      latest = state.user;
    }
    auth.set({ state, trouble: null });
  });

  function onRevoked(reason: EndReason): void {
    if (reason === "account_deleted" && latest) noteDeparture({ userId: latest.id });
    noteEnding(reason);
  }

  client.connect({
    onRevoked,
    onHealth: noteHealth,
    onLost: noteLost,
    onSessionsChanged: () => sessionsChanged.emit(),
  });
  startHealth();
  whenOpen(() => auth.get().trouble && void restore());
  // A page that comes back from the browser's cache has slept through what other tabs said.
  addEventListener("pageshow", (event) => {
    if (event.persisted) void restore();
  });
  // The Worker has written into the page whether anybody has ever signed in here.
  void settle(client.restore({ newcomer: "newcomer" in document.documentElement.dataset }));
}
