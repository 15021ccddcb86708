import { createEmitter } from "./emitter.ts";
import { hasCode } from "./error.ts";
import { createRefresher } from "./refresher.ts";
import { createSignedInSend } from "./signed-in-send.ts";
import { createTabs } from "./tabs.ts";
import { createTransport } from "./transport.ts";
import type {
  AuthState,
  EmailProof,
  LiveSession,
  ProfileChange,
  SignedIn,
  SignInInput,
  SignUpInput,
  User,
  VerificationSent,
} from "./types.ts";

export interface ClientOptions {
  /** Where the service lives; the page's own origin by default. */
  baseUrl?: string;
  fetch?: typeof fetch;
}

export type Client = ReturnType<typeof createClient>;

const SIGNED_OUT: AuthState = { status: "signed_out", user: null };
const COOKIE = { delivery: "cookie" } as const;

/** The browser's side of Genkan. Tokens stay in HttpOnly cookies: this code never sees one. */
export function createClient({ baseUrl = "", fetch: fetcher }: ClientOptions = {}) {
  const send = createTransport({ baseUrl, fetch: fetcher ?? ((input, init) => fetch(input, init)) });
  const tabs = createTabs();
  const changes = createEmitter<AuthState>();
  const refreshFrom = createRefresher({ send, tabs, onEnded: ended });
  const request = createSignedInSend({ send, tabs, refresh: refreshFrom, onEnded: ended });

  let state: AuthState = { status: "unknown", user: null };
  /** Counts sign-ins and sign-outs, so that an answer from before one of them is not believed after it. */
  let epoch = 0;

  tabs.listen((message) => {
    if (message !== "changed") epoch += 1;
    if (message === "signed_out") return become(SIGNED_OUT);
    // A tab in the background has nobody to tell; its next call will say what is wrong.
    me().catch(() => undefined);
  });

  function become(next: AuthState): void {
    if (next.status === state.status && JSON.stringify(next.user) === JSON.stringify(state.user)) return;
    state = next;
    changes.emit(state);
  }

  function enter(result: SignedIn): SignedIn {
    epoch += 1;
    tabs.setHint("in");
    tabs.touch();
    become({ status: "signed_in", user: result.user });
    tabs.tell("signed_in");
    return result;
  }

  function leave(): void {
    epoch += 1;
    tabs.setHint("out");
    become(SIGNED_OUT);
  }

  function ended(): void {
    const wasIn = tabs.hint() === "in";
    leave();
    if (wasIn) tabs.tell("signed_out");
  }

  /** Takes over the user of an answer, unless somebody signed in or out while it was under way. */
  async function userOf(answer: Promise<{ user: User }>): Promise<User> {
    const asked = epoch;
    const { user } = await answer;
    if (asked === epoch) {
      tabs.setHint("in");
      become({ status: "signed_in", user });
    }
    return user;
  }

  function me(): Promise<User> {
    return userOf(request("GET", "/api/me"));
  }

  return {
    state: (): AuthState => state,
    /** What this browser remembers, for a page that has to look like something before the first answer. */
    wasSignedIn: (): boolean => tabs.hint() === "in",
    /** Calls back on each change, in this tab or another. Returns the way out. */
    onChange: (listener: (state: AuthState) => void) => changes.on(listener),

    /** Who is here? For the start of a page: "nobody" is an answer, a server that is down is an error. */
    async restore(): Promise<AuthState> {
      await me().catch((error: unknown) => {
        if (!hasCode(error, "unauthenticated")) throw error;
      });
      return state;
    },

    signUp: (input: SignUpInput) => send<VerificationSent>("POST", "/api/auth/signup", input),
    verifyEmail: async (proof: EmailProof) =>
      enter(await send<SignedIn>("POST", "/api/auth/email/verify", { ...proof, ...COOKIE })),
    resendVerification: (email: string) =>
      send<VerificationSent>("POST", "/api/auth/email/resend", { email }),
    signIn: async (input: SignInInput) =>
      enter(await send<SignedIn>("POST", "/api/auth/login", { ...input, ...COOKIE })),

    async signOut(): Promise<void> {
      await send("POST", "/api/auth/logout");
      leave();
      tabs.tell("signed_out");
    },
    async signOutEverywhere(): Promise<void> {
      await request("POST", "/api/auth/logout-all");
      leave();
      tabs.tell("signed_out");
    },

    me,
    async updateMe(change: ProfileChange): Promise<User> {
      const user = await userOf(request("PATCH", "/api/me", change));
      tabs.tell("changed");
      return user;
    },
    /** A live check against the database, with the facts of this session. */
    session: () => request<LiveSession>("GET", "/api/auth/verify"),

    refresh: () => refreshFrom(tabs.stamp()),
    request,
    /** Stops listening to other tabs. */
    close: () => tabs.close(),
  };
}
