import { describe, expect, it } from "vitest";
import type { Position } from "../db/keyset.ts";
import { FEED_MARGIN_MS, FEED_OVERLAP_MS, FEED_PAGE } from "../shared/limits.ts";
import { MINUTE, SECOND } from "../shared/time.ts";
import type { FeedPlace } from "./revocation.store.ts";
import { CURSOR, createRevocationFeed } from "./revocation-feed.ts";

const NOW = Date.UTC(2026, 10, 21);
const KEEP = 5 * MINUTE + FEED_MARGIN_MS;

/** A feed over a store that answers these rows and notes where it was asked. */
function feedOver(...answers: Position[][]) {
  const places: FeedPlace[] = [];
  const clock = { now: NOW };
  const feed = createRevocationFeed({
    store: {
      list: async (place) => {
        places.push(place);
        return answers.shift() ?? [];
      },
    },
    accessTokenTtlMs: 5 * MINUTE,
    now: () => new Date(clock.now),
  });
  return { feed, places, clock };
}

const at = (milliseconds: number) => new Date(NOW + milliseconds);
const rows = (count: number, from = 0): Position[] =>
  Array.from({ length: count }, (_, index) => ({ id: `ses_${from + index}`, at: at(index - 60_000) }));

describe("the feed of revocations", () => {
  it("begins where the last token of a session that ended may still be good, and says how long that is", async () => {
    const { feed, places } = feedOver(rows(2));
    expect(await feed.read(undefined)).toEqual({
      sessionIds: ["ses_0", "ses_1"],
      cursor: String(NOW),
      hasMore: false,
      keepSeconds: KEEP / SECOND,
    });
    expect(places).toEqual([{ from: at(-KEEP), after: null }]);
  });

  it("goes on a little before its cursor, for acts that commit late, and moves the cursor to now", async () => {
    const { feed, places, clock } = feedOver();
    clock.now += SECOND;
    expect((await feed.read(String(NOW))).cursor).toBe(String(NOW + SECOND));
    expect(places).toEqual([{ from: at(-FEED_OVERLAP_MS), after: null }]);
  });

  it("begins anew for a cursor that is too old, and takes one of a faster clock for now", async () => {
    const { feed, places } = feedOver();
    await feed.read(String(NOW - KEEP * 2));
    await feed.read(String(NOW + 60 * SECOND));
    await feed.read("9999999999999");
    expect(places.map(({ from }) => from)).toEqual([at(-KEEP), at(-FEED_OVERLAP_MS), at(-FEED_OVERLAP_MS)]);
  });

  it("gives a long list in pages, and reads from their beginning on when it is asked next", async () => {
    const { feed, places, clock } = feedOver(rows(FEED_PAGE), rows(1, FEED_PAGE));
    const first = await feed.read(undefined);
    expect([first.sessionIds.length, first.hasMore]).toEqual([FEED_PAGE, true]);
    expect(first.cursor).toMatch(CURSOR);
    clock.now += 700;
    const second = await feed.read(first.cursor);
    expect([second.sessionIds, second.hasMore, second.cursor]).toEqual([["ses_5000"], false, String(NOW)]);
    const last = { id: `ses_${FEED_PAGE - 1}`, at: at(FEED_PAGE - 1 - 60_000) };
    expect(places[1]).toEqual({ from: last.at, after: last });
  });
});
