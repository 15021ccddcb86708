import { SECOND } from "../shared/time.ts";
import {
  FEED_FRESH_MS,
  FEED_PAUSE_MS,
  FEED_STALE_SECONDS,
  FEED_TIMEOUT_MS,
  FEED_USABLE_MS,
} from "./limits.ts";
import { type Background, createRenewal } from "./renewal.ts";
import { readJson, type Service, sourceOf } from "./service.ts";

export interface RevocationsOptions {
  /** A service binding to the Worker, or the feed's address: `https://auth.example.com/api/feed/revocations`. */
  source: Service | string | URL;
  /** The service's `FEED_TOKEN`. */
  token: string;
  /**
   * What becomes of tokens while the feed can't be read: `accept` takes them by their signature alone (those of sessions
   * known to have ended are refused still), `refuse` answers `unavailable` once the last look is `staleAfterSeconds` old.
   */
  whileAway?: "accept" | "refuse";
  /** 10 by default; never less than 2, which is how old the list may be at any time. */
  staleAfterSeconds?: number;
  /** Hears of each look that failed. Default: the console does. */
  onError?: (error: unknown) => void;
  now?: () => number;
}

/** `unknown`: the feed is away for too long to tell. */
export type SessionState = "open" | "ended" | "unknown";

interface Page {
  sessionIds: string[];
  cursor: string;
  hasMore: boolean;
  keepSeconds: number;
}

const FEED_PATH = "/api/feed/revocations";
const AGES = { freshMs: FEED_FRESH_MS, usableMs: FEED_USABLE_MS };

/**
 * The sessions that have ended, by the service's feed: within two seconds of the end, at the price of one look a second
 * and isolate while requests come, and none while they don't. Share one among all verifiers of a process or isolate.
 */
export function createRevocations(options: RevocationsOptions) {
  const { token, whileAway = "accept", staleAfterSeconds = FEED_STALE_SECONDS } = options;
  const { onError = console.error, now = Date.now } = options;
  if (!(staleAfterSeconds >= 2)) throw new RangeError("staleAfterSeconds is at least 2");
  const source = sourceOf(options.source, FEED_PATH);
  /** By the time at which each may be forgotten, the earliest first. */
  const ended = new Map<string, number>();
  let cursor: string | null = null;
  let always: Background | undefined;

  const renewal = createRenewal({
    async read(at) {
      forget(at);
      let page: Page;
      do {
        page = await readPage();
        const until = at + page.keepSeconds * SECOND;
        for (const id of page.sessionIds) if (!ended.has(id)) ended.set(id, until);
        cursor = page.cursor;
      } while (page.hasMore);
    },
    pauseMs: FEED_PAUSE_MS,
    patienceMs: FEED_TIMEOUT_MS,
    onError,
    now,
  });

  async function readPage(): Promise<Page> {
    const query = cursor === null ? "" : `?since=${encodeURIComponent(cursor)}`;
    const { service, address } = source;
    const headers = { authorization: `Bearer ${token}` };
    const page = await readJson({ service, address: `${address}${query}` }, FEED_TIMEOUT_MS, headers);
    if (isPage(page)) return page;
    throw new Error(`${address} is no feed of revocations`);
  }

  function forget(at: number): void {
    for (const [id, until] of ended) {
      if (until > at) return;
      ended.delete(id);
    }
  }

  return {
    /** How many ended sessions are remembered. */
    size: () => ended.size,

    /** Whether a session has ended, by a list that is no older than a look away. Never throws. */
    async stateOf(sessionId: string, behind?: Background): Promise<SessionState> {
      if (ended.has(sessionId)) return "ended";
      await renewal.renew(AGES, behind ?? always);
      if (ended.has(sessionId)) return "ended";
      const isStale = renewal.age() >= staleAfterSeconds * SECOND;
      return isStale && whileAway === "refuse" ? "unknown" : "open";
    },

    /**
     * Looks once a second from now on, so that no request has to wait for a look: for servers that live long (Node, Bun,
     * Deno), and not for Workers, where no timer outlives a request. Keeps no process of Node or Bun alive.
     * Gives what stops it.
     */
    watch(): () => void {
      always = (look) => void look;
      const timer = setInterval(() => void renewal.renew({ freshMs: 0, usableMs: 0 }), FEED_FRESH_MS);
      letGo(timer);
      return () => {
        always = undefined;
        clearInterval(timer);
      };
    },
  };
}

export type Revocations = ReturnType<typeof createRevocations>;

/** A timer is a number in Workers and Deno. */
function letGo(timer: unknown): void {
  if (typeof timer !== "object" || timer === null || !("unref" in timer)) return;
  if (typeof timer.unref === "function") timer.unref();
}

function isPage(value: unknown): value is Page {
  if (typeof value !== "object" || value === null) return false;
  const { sessionIds, cursor, hasMore, keepSeconds } = value as Partial<Record<keyof Page, unknown>>;
  return (
    Array.isArray(sessionIds) &&
    typeof cursor === "string" &&
    typeof hasMore === "boolean" &&
    typeof keepSeconds === "number"
  );
}
