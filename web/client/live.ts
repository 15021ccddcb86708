import { backoffMs, LONGEST_STEP, STEADY_MS } from "./backoff.ts";
import type { EndReason, Health, ServerFrame } from "./frame.ts";
import type { PageLife } from "./page-life.ts";
import type { Presence } from "./presence.ts";
import type { Refresh } from "./refresher.ts";
import { DEAD, openSocket, type Socket } from "./socket.ts";
import type { Tabs } from "./tabs.ts";
import type { Send } from "./transport.ts";
import type { User } from "./types.ts";

/** A page that nobody has looked at for so long does without a socket. */
const HIDDEN_MS = 5 * 60_000;

/** CONTRACT section 6: why a session ended is told within this time, also when another tab was faster to say that it did. */
const REASON_MS = 2_000;

const TOKEN_EXPIRED = 4401;
const REVOKED = 4403;
/** Flooding, bad frames, a frame too large: coming back soon would not make it better. */
const OUR_FAULT = [4429, 1008, 1009];

export interface LiveListeners {
  /** This session was ended from somewhere else; nobody is signed in here any more. */
  onRevoked?: (reason: EndReason) => void;
  /** With each connection, and on each change. Asking for it keeps a socket open before sign-in, too. */
  onHealth?: (health: Health) => void;
  /** The socket is gone and another will take its place in a while: until then nothing is heard. */
  onLost?: () => void;
  /** The user's sessions, or which of them are online, are others now; or may be, with each connection: nobody told before it. */
  onSessionsChanged?: () => void;
}

export interface LiveOptions {
  /** Of the service, without a slash at its end. */
  origin: string;
  presence: Presence;
  tabs: Tabs;
  page: PageLife;
  refresh: Refresh;
  request: Send;
  me: () => Promise<User>;
}

/** Keeps one socket open for as long as somebody is signed in and looks at the page. Returns the way out. */
export function connectLive(options: LiveOptions, listeners: LiveListeners): () => void {
  const { origin, presence, tabs, page, refresh, request, me } = options;
  let path: "/ws" | "/ws/health" | null = null;
  /** Whose socket it is: a sign-in makes it another's. */
  let epoch = presence.epoch();
  let socket: Socket | null = null;
  /** What was begun for a socket that is gone must not touch the next. */
  let turn = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isFaulty = false;
  /** The cookie may be too old, or its session gone: that is asked first. */
  let isUnsure = false;
  let isStopped = false;

  function wanted(): typeof path {
    const { status } = presence.state();
    if (isStopped || status === "unknown") return null;
    if (status === "signed_in") return "/ws";
    return listeners.onHealth ? "/ws/health" : null;
  }

  /** After whatever has changed. */
  function settle(): void {
    const next = wanted();
    if (next === path && presence.epoch() === epoch) return;
    hangUp();
    path = next;
    epoch = presence.epoch();
    failures = 0;
    isUnsure = false;
    void open();
  }

  function hangUp(): void {
    turn += 1;
    clearTimeout(retry);
    socket?.close();
    socket = null;
  }

  async function open(): Promise<void> {
    clearTimeout(retry);
    isFaulty = false;
    if (path === null || !page.isVisible() || !page.isOnline()) return;
    turn += 1;
    const mine = turn;
    if (isUnsure && path === "/ws") {
      const isKnown = await me().then(
        () => true,
        () => false,
      );
      if (mine !== turn) return;
      if (!isKnown) return openLater();
    }
    let connectedAt: number | null = null;
    let seen = tabs.stamp();

    async function reauth(): Promise<void> {
      const to = socket;
      await refresh(seen);
      if (to !== socket) return;
      const { ticket } = await request<{ ticket: string }>("POST", "/api/auth/ws-ticket");
      to?.send({ type: "reauth", ticket });
    }

    function onFrame(frame: ServerFrame): void {
      if (frame.type === "connected") {
        connectedAt = Date.now();
        seen = tabs.stamp();
        if (path === "/ws") listeners.onSessionsChanged?.();
        listeners.onHealth?.(frame.payload.health);
      } else if (frame.type === "health") listeners.onHealth?.(frame.payload);
      else if (frame.type === "sessions_changed") listeners.onSessionsChanged?.();
      // Where it fails the socket ends with its token, and the next one finds out why.
      else if (frame.type === "token_expiring") reauth().catch(() => undefined);
      else if (frame.type === "reauth_success") seen = tabs.stamp();
      else if (frame.type === "session_revoked") revoked(frame.payload.reason);
    }

    function onClose(code: number): void {
      socket = null;
      if (connectedAt !== null) listeners.onLost?.();
      isUnsure = connectedAt === null || [TOKEN_EXPIRED, REVOKED, DEAD].includes(code);
      isFaulty = OUR_FAULT.includes(code);
      if (isFaulty) failures = LONGEST_STEP;
      else if (connectedAt !== null && Date.now() - connectedAt >= STEADY_MS) failures = 0;
      openLater();
    }

    socket = openSocket({ url: origin + path, isVisible: page.isVisible, onFrame, onClose });
  }

  function openLater(): void {
    retry = setTimeout(open, backoffMs(failures, Math.random()));
    failures += 1;
  }

  function revoked(reason: EndReason): void {
    // Asked for in this tab, which hears of it by the answer.
    if (presence.isLeaving()) return;
    const wasIn = presence.state().status === "signed_in";
    presence.heard("signed_out");
    settle();
    // Another tab may have signed in anew; if not, this is what ends the session in the other tabs.
    if (wasIn) me().catch(() => undefined);
    listeners.onRevoked?.(reason);
  }

  const unwatchPage = page.watch({
    onWake() {
      clearTimeout(hidden);
      if (socket) socket.check();
      else if (!isFaulty) void open();
    },
    onHidden() {
      hidden = setTimeout(rest, HIDDEN_MS);
    },
    onGone: rest,
  });

  function rest(): void {
    hangUp();
    isUnsure = true;
  }

  const unwatchPresence = presence.onChange(({ status }) => {
    // Its socket may still say why.
    if (status === "signed_out" && socket && !presence.isLeaving()) setTimeout(settle, REASON_MS);
    else settle();
  });

  settle();
  return () => {
    isStopped = true;
    unwatchPage();
    unwatchPresence();
    clearTimeout(hidden);
    settle();
  };
}
