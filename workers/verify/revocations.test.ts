import { afterEach, describe, expect, it, vi } from "vitest";
import { createStandIn } from "../testing/stand-in-service.ts";
import { times } from "../testing/times.ts";
import { FEED_FRESH_MS, FEED_PAUSE_MS, FEED_STALE_SECONDS, FEED_USABLE_MS } from "./limits.ts";
import { createRevocations, type RevocationsOptions } from "./revocations.ts";

const FEED = "/api/feed/revocations";
const KEEP_SECONDS = 480;

interface Page {
  sessionIds: string[];
  hasMore?: boolean;
}

/** A feed that answers these pages one after another, then empty ones. */
function setUp(pages: Page[] = [], options: Partial<RevocationsOptions> = {}) {
  let answered = 0;
  const { service, asked, state } = createStandIn({
    [FEED]: () => {
      answered += 1;
      const page = pages.shift() ?? { sessionIds: [] };
      return { body: { hasMore: false, cursor: String(answered), keepSeconds: KEEP_SECONDS, ...page } };
    },
  });
  const clock = { now: Date.UTC(2026, 10, 21) };
  const errors: unknown[] = [];
  const revocations = createRevocations({
    source: service,
    token: "a token",
    now: () => clock.now,
    onError: (error) => errors.push(error),
    ...options,
  });
  const cursors = () => asked.map(({ searchParams }) => searchParams.get("since"));
  return { revocations, service, asked, state, clock, errors, pages, cursors };
}

afterEach(() => vi.useRealTimers());

describe("the list of ended sessions", () => {
  it("is asked for with the token, once for many requests at once, and again after a second", async () => {
    const { revocations, service, clock, cursors } = setUp([{ sessionIds: ["ses_a"] }]);
    expect(await times(30, () => revocations.stateOf("ses_b"))).toEqual(
      Array.from({ length: 30 }, () => "open"),
    );
    expect(await revocations.stateOf("ses_a")).toBe("ended");
    clock.now += FEED_FRESH_MS - 1;
    await revocations.stateOf("ses_b");
    expect(cursors()).toEqual([null]);
    clock.now += 1;
    await times(30, () => revocations.stateOf("ses_b"));
    expect(cursors()).toEqual([null, "1"]);
    expect(service.authorizations).toEqual(["Bearer a token", "Bearer a token"]);
  });

  it("is no older than a second and a half for any answer, and read behind it before that", async () => {
    const { revocations, clock, pages, asked } = setUp();
    const behind: Promise<void>[] = [];
    const stateOf = (id: string) => revocations.stateOf(id, (work) => behind.push(work));
    await stateOf("ses_a");
    pages.push({ sessionIds: ["ses_a"] }, { sessionIds: ["ses_b"] });
    clock.now += FEED_USABLE_MS - 1;
    expect([await stateOf("ses_a"), behind.length]).toEqual(["open", 1]);
    await Promise.all(behind);
    expect(await stateOf("ses_a")).toBe("ended");
    clock.now += FEED_USABLE_MS;
    expect([await stateOf("ses_b"), behind.length, asked.length]).toEqual(["ended", 1, 3]);
  });

  it("has all pages of an answer", async () => {
    const { revocations, cursors } = setUp([
      { sessionIds: ["ses_a"], hasMore: true },
      { sessionIds: ["ses_b"], hasMore: true },
      { sessionIds: ["ses_c"] },
    ]);
    expect(await times(3, (index) => revocations.stateOf(`ses_${"abc"[index]}`))).toEqual([
      "ended",
      "ended",
      "ended",
    ]);
    expect(cursors()).toEqual([null, "1", "2"]);
  });

  it("forgets a session when no token of it can be good any more, though the feed repeats itself", async () => {
    const { revocations, clock, pages } = setUp([{ sessionIds: ["ses_a", "ses_b"] }]);
    await revocations.stateOf("ses_x");
    clock.now += FEED_FRESH_MS;
    pages.push({ sessionIds: ["ses_b", "ses_c"] });
    await revocations.stateOf("ses_x");
    expect(revocations.size()).toBe(3);
    clock.now += KEEP_SECONDS * 1_000 - FEED_FRESH_MS;
    await revocations.stateOf("ses_x");
    expect(revocations.size()).toBe(1);
    clock.now += FEED_FRESH_MS;
    await revocations.stateOf("ses_x");
    expect(revocations.size()).toBe(0);
  });

  it("is looked at each second by a server that watches, so that requests don't wait", async () => {
    vi.useFakeTimers();
    const { revocations, asked, clock } = setUp([{ sessionIds: [] }, { sessionIds: ["ses_a"] }]);
    const stop = revocations.watch();
    for (let second = 0; second < 3; second++) {
      clock.now += 1_000;
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await vi.advanceTimersByTimeAsync(5);
    expect(asked).toHaveLength(3);
    expect(await revocations.stateOf("ses_a")).toBe("ended");
    stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(3);
  });
});

describe("while the feed is away", () => {
  it("sessions are open unless they are known to have ended, and whoever runs the server hears of it", async () => {
    const { revocations, clock, state, errors, asked } = setUp([{ sessionIds: ["ses_a"] }]);
    await revocations.stateOf("ses_b");
    state.away = true;
    clock.now += 60_000;
    expect(await times(20, () => revocations.stateOf("ses_b"))).toEqual(
      Array.from({ length: 20 }, () => "open"),
    );
    expect(await revocations.stateOf("ses_a")).toBe("ended");
    expect([errors.length, asked.length]).toEqual([1, 2]);
  });

  it("nobody can tell, if that is asked for and the last look is older than it may be", async () => {
    const { revocations, clock, state, pages } = setUp([], { whileAway: "refuse" });
    state.away = true;
    expect(await revocations.stateOf("ses_a")).toBe("unknown");
    state.away = false;
    clock.now += FEED_PAUSE_MS;
    expect(await revocations.stateOf("ses_a")).toBe("open");
    state.away = true;
    clock.now += FEED_STALE_SECONDS * 1_000 - 1;
    expect(await revocations.stateOf("ses_a")).toBe("open");
    clock.now += 1;
    expect(await revocations.stateOf("ses_a")).toBe("unknown");
    state.away = false;
    pages.push({ sessionIds: ["ses_a"] });
    clock.now += FEED_PAUSE_MS;
    expect(await revocations.stateOf("ses_a")).toBe("ended");
  });

  it("one request waits to hear whether it is back, and the others don't", async () => {
    const { service, state } = createStandIn({ [FEED]: { status: 503 } });
    const gate = Promise.withResolvers<void>();
    const clock = { now: Date.UTC(2026, 10, 21) };
    const revocations = createRevocations({
      source: {
        async fetch(...ask) {
          if (state.away) await gate.promise;
          return service.fetch(...ask);
        },
      },
      token: "a token",
      now: () => clock.now,
      onError: () => undefined,
    });
    await revocations.stateOf("ses_a");
    state.away = true;
    clock.now += FEED_PAUSE_MS;
    let isBack = false;
    const first = revocations.stateOf("ses_a").finally(() => {
      isBack = true;
    });
    expect(await times(20, () => revocations.stateOf("ses_a"))).toEqual(
      Array.from({ length: 20 }, () => "open"),
    );
    expect(isBack).toBe(false);
    gate.resolve();
    expect(await first).toBe("open");
  });

  it("as with a wrong token, a feed that is switched off, nonsense or silence", async () => {
    const answers = [
      { status: 401 },
      { status: 404 },
      { body: { keys: [] } },
      { body: null },
      "silence",
    ] as const;
    for (const answer of answers) {
      const { service } = createStandIn({ [FEED]: answer });
      const errors: unknown[] = [];
      const revocations = createRevocations({
        source: service,
        token: "wrong",
        whileAway: "refuse",
        onError: (error) => errors.push(error),
      });
      expect([answer, await revocations.stateOf("ses_a"), errors.length]).toEqual([answer, "unknown", 1]);
    }
  });

  it("a list of less than two seconds can't be asked for, nor a feed over plain http", () => {
    expect(() => setUp([], { staleAfterSeconds: 1 })).toThrow(RangeError);
    expect(() => setUp([], { source: `http://auth.example.com${FEED}` })).toThrow(TypeError);
  });
});
