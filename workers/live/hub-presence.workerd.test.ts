import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { createHubPresence } from "./hub-presence.ts";
import { createHubRecords, type HubRecords } from "./hub-records.ts";
import type { LiveStore } from "./live.store.ts";
import { openSocket } from "./socket-state.ts";

const user = { userId: "usr_1", sessionId: "ses_1" };
let unique = 0;

/** A hub's presence over records of its own, with a database that does as it is told. */
function presence(
  test: (hub: {
    records: HubRecords;
    presence: ReturnType<typeof createHubPresence>;
    store: { [K in "leave" | "rejoin" | "endReasons"]: ReturnType<typeof vi.fn> };
    revoke: ReturnType<typeof vi.fn>;
    sendAway: ReturnType<typeof vi.fn>;
    come: () => void;
    go: (dueAt: number) => void;
    told: () => string[];
  }) => Promise<void>,
) {
  const hub = env.HUB.getByName(`hub of a test ${unique++}`);
  return runInDurableObject(hub, async (_, { storage }) => {
    const records = createHubRecords(storage.sql);
    const store = {
      leave: vi.fn(),
      rejoin: vi.fn(async (ids) => ids),
      endReasons: vi.fn(async () => new Map()),
    };
    const [revoke, sendAway] = [vi.fn(), vi.fn()];
    const log = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() });
    const created = createHubPresence({
      records,
      hub: () => "hub:x",
      withStore: (work) => work(store as unknown as LiveStore),
      revoke,
      sendAway,
      log,
    });
    // Far enough ahead for no alarm to come by.
    const expiresAt = Date.now() + 3_600_000;
    const state = openSocket({ id: "sok_1", user, client: "c", scale: 1, expiresAt, lifetimeMs: 300_000 });
    await test({
      records,
      presence: created,
      store,
      revoke,
      sendAway,
      come: () => {
        records.cancelDeparture(user.sessionId);
        records.addSocket(state, expiresAt);
      },
      go: (dueAt) => {
        records.removeSocket(state.id);
        records.depart(user.sessionId, user.userId, dueAt);
      },
      told: () => records.takeTells(expiresAt).map(({ userId }) => userId),
    });
  });
}

const NOW = 1_000;

describe("who left", () => {
  it("is noted when it is due, and his others told", () =>
    presence(async ({ presence, store, go, told }) => {
      go(NOW);
      await presence.noteDepartures(NOW - 1);
      expect(store.leave).not.toHaveBeenCalled();
      await presence.noteDepartures(NOW);
      expect(store.leave).toHaveBeenCalledExactlyOnceWith(["ses_1"], "hub:x", new Date(NOW));
      expect(told()).toEqual(["usr_1"]);
      await presence.noteDepartures(NOW + 60_000);
      expect(store.leave).toHaveBeenCalledOnce();
    }));

  it("is not, when he has come back", () =>
    presence(async ({ presence, store, go, come, told }) => {
      go(NOW);
      come();
      await presence.noteDepartures(NOW);
      expect([store.leave.mock.calls, told()]).toEqual([[], []]);
    }));

  it("is told to nobody twice, when his session ended", () =>
    presence(async ({ records, presence, store, go, told }) => {
      records.rememberEnd(user.sessionId, NOW);
      go(NOW);
      await presence.noteDepartures(NOW);
      expect([store.leave.mock.calls.length, told()]).toEqual([1, []]);
    }));

  it("is noted later, when the database is away", () =>
    presence(async ({ presence, store, go, told }) => {
      store.leave.mockRejectedValueOnce(new Error("away"));
      go(NOW);
      await presence.noteDepartures(NOW);
      expect(told()).toEqual([]);
      await presence.noteDepartures(NOW + 9_999);
      expect(store.leave).toHaveBeenCalledOnce();
      await presence.noteDepartures(NOW + 10_000);
      expect([store.leave.mock.calls.length, told()]).toEqual([2, ["usr_1"]]);
    }));

  it("is noted once more, when he came and went while it was", () =>
    presence(async ({ presence, store, go, come }) => {
      store.leave.mockImplementationOnce(async () => {
        come();
        go(NOW + 1_000);
      });
      go(NOW);
      await presence.noteDepartures(NOW);
      await presence.noteDepartures(NOW + 1_000);
      expect(store.leave).toHaveBeenCalledTimes(2);
    }));
});

describe("who came back while it was noted that he left", () => {
  it("is noted again", () =>
    presence(async ({ records, presence, store, go, come, revoke, sendAway }) => {
      store.leave.mockImplementationOnce(async () => come());
      go(NOW);
      await presence.noteDepartures(NOW);
      expect(store.rejoin).toHaveBeenCalledExactlyOnceWith(["ses_1"], "hub:x", expect.any(Date));
      expect([revoke.mock.calls, sendAway.mock.calls]).toEqual([[], []]);
      expect(records.recall("ses_1")).toBe("left");
    }));

  it("is told that his session has ended meanwhile, which nobody else could", () =>
    presence(async ({ presence, store, revoke, sendAway }) => {
      store.rejoin.mockResolvedValueOnce([]);
      store.endReasons.mockResolvedValueOnce(new Map([["ses_1", "logout"]]));
      await presence.rejoin(["ses_1"]);
      expect(revoke).toHaveBeenCalledExactlyOnceWith("ses_1", "logout");
      expect(sendAway).not.toHaveBeenCalled();
    }));

  it("is sent to the hub that is noted now, or where nothing can be noted", () =>
    presence(async ({ presence, store, revoke, sendAway }) => {
      store.rejoin.mockResolvedValueOnce([]);
      await presence.rejoin(["ses_1"]);
      store.rejoin.mockRejectedValueOnce(new Error("away"));
      await presence.rejoin(["ses_2"]);
      expect(sendAway.mock.calls).toEqual([["ses_1"], ["ses_2"]]);
      expect(revoke).not.toHaveBeenCalled();
    }));
});
