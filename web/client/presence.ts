import { createEmitter } from "./emitter.ts";
import type { TabMessage, Tabs } from "./tabs.ts";
import type { AuthState, SignedIn, User } from "./types.ts";

const SIGNED_OUT: AuthState = { status: "signed_out", user: null };

export type Presence = ReturnType<typeof createPresence>;

/** Who is here, as far as this tab knows. */
export function createPresence(tabs: Tabs) {
  const changes = createEmitter<AuthState>();
  let state: AuthState = { status: "unknown", user: null };
  /** Counts sign-ins and sign-outs, so that an answer from before one of them is not believed after it. */
  let epoch = 0;
  /** The epoch that `state` was last told in: the same person again may be another session. */
  let toldIn = 0;
  let leaving = 0;

  function become(next: AuthState): void {
    const isSameSession = epoch === toldIn || next.status === "signed_out";
    toldIn = epoch;
    if (isSameSession && next.status === state.status && isSame(next.user, state.user)) return;
    state = next;
    changes.emit(state);
  }

  function end(): void {
    epoch += 1;
    tabs.setHint("out");
    become(SIGNED_OUT);
  }

  return {
    state: (): AuthState => state,
    /** Differs after each sign-in and sign-out that this tab knows of. */
    epoch: (): number => epoch,
    /** Whether somebody is signing out in this very tab. */
    isLeaving: (): boolean => leaving > 0,
    onChange: (listener: (state: AuthState) => void) => changes.on(listener),

    async enter(answer: Promise<SignedIn>): Promise<SignedIn> {
      const result = await answer;
      epoch += 1;
      tabs.setHint("in");
      tabs.touch();
      become({ status: "signed_in", user: result.user });
      tabs.tell("signed_in");
      return result;
    },

    /** Somebody here signs out: done when the server says so. */
    async leave<T>(answer: Promise<T>): Promise<T> {
      leaving += 1;
      try {
        const result = await answer;
        end();
        tabs.tell("signed_out");
        return result;
      } finally {
        leaving -= 1;
      }
    },

    /** The server says that nobody is signed in; news only where somebody was. */
    ended(): void {
      const wasIn = tabs.hint() === "in";
      end();
      if (wasIn) tabs.tell("signed_out");
    },

    /** Nobody was asked, and nobody needs to be. */
    assumeNobody: (): void => become(SIGNED_OUT),

    /** What another tab has to say. */
    heard(message: TabMessage): void {
      if (message !== "changed") epoch += 1;
      if (message === "signed_out") become(SIGNED_OUT);
    },

    /** Takes over the user of an answer, unless somebody signed in or out while it was under way. */
    async userOf(answer: Promise<{ user: User }>): Promise<User> {
      const asked = epoch;
      const { user } = await answer;
      if (asked === epoch) {
        tabs.setHint("in");
        become({ status: "signed_in", user });
      }
      return user;
    },
  };
}

function isSame(one: User | null, other: User | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
