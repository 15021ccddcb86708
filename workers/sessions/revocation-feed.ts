import { FEED_MARGIN_MS, FEED_OVERLAP_MS, FEED_PAGE } from "../shared/limits.ts";
import { after, earlier, later, type Now, SECOND } from "../shared/time.ts";
import type { FeedPlace, RevocationStore } from "./revocation.store.ts";

export interface RevocationPage {
  sessionIds: string[];
  /** For the next question. */
  cursor: string;
  hasMore: boolean;
  /** Tokens of these sessions are dead after so long, so they may be forgotten. */
  keepSeconds: number;
}

/** A reading: when it began, and where its next page does. */
interface Reading extends FeedPlace {
  startedAt: Date;
}

/** `1763752937123`, or, between the pages of one reading, `1763752937123.1763752930001.ses_…`. */
export const CURSOR = /^(\d{1,13})(?:\.(\d{1,13})\.([\w-]{1,64}))?$/;

/**
 * What servers that check tokens by signature alone must know: the sessions that ended while their last token may still
 * be good. The cursor is a time of ours, so each reading begins a little before the last one did, and repeats itself:
 * an act may commit after others that are younger.
 */
export function createRevocationFeed(options: {
  store: RevocationStore;
  accessTokenTtlMs: number;
  now: Now;
}) {
  const { store, accessTokenTtlMs, now } = options;
  const keepMs = accessTokenTtlMs + FEED_MARGIN_MS;

  function readingFrom(cursor: string | undefined): Reading {
    const at = now();
    const oldest = after(at, -keepMs);
    const [, began, pageAt, id] = CURSOR.exec(cursor ?? "") ?? [];
    if (began === undefined) return { startedAt: at, from: oldest, after: null };
    // Clocks of isolates differ: a time that is still to come is now.
    const last = earlier(new Date(Number(began)), at);
    if (pageAt !== undefined && id !== undefined) {
      const from = new Date(Number(pageAt));
      return { startedAt: last, from, after: { at: from, id } };
    }
    return { startedAt: at, from: later(after(last, -FEED_OVERLAP_MS), oldest), after: null };
  }

  return {
    /** One page, for one trip; without a cursor, or with one too old, from the start. */
    async read(cursor: string | undefined): Promise<RevocationPage> {
      const { startedAt, ...place } = readingFrom(cursor);
      const rows = await store.list(place, FEED_PAGE);
      const last = rows.length === FEED_PAGE ? rows.at(-1) : undefined;
      const position = last ? `.${last.at.getTime()}.${last.id}` : "";
      return {
        sessionIds: rows.map(({ id }) => id),
        cursor: `${startedAt.getTime()}${position}`,
        hasMore: last !== undefined,
        keepSeconds: Math.ceil(keepMs / SECOND),
      };
    },
  };
}

export type RevocationFeed = ReturnType<typeof createRevocationFeed>;
