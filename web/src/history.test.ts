import { expect, it, vi } from "vitest";
import { GenkanError } from "../client/error.ts";
import type { AccountEvent, EventsPage, EventsQuery } from "../client/types.ts";
import { createHistory } from "./history.ts";

const AT = "2026-01-01T00:00:00.000Z";

function event(id: string): AccountEvent {
  return { id, type: "sign_in", at: AT, ip: null, device: null, location: null, sessionId: null };
}

const PAGES: Record<string, EventsPage> = {
  newest: { events: [event("c"), event("b")], nextCursor: "after b" },
  "after b": { events: [event("a")], nextCursor: null },
};

function historyOf() {
  const events = vi.fn(async ({ cursor = "newest" }: EventsQuery = {}) => {
    const page = PAGES[cursor];
    if (!page) throw new Error(`no page ${cursor}`);
    return page;
  });
  const history = createHistory({ events });
  return { events, history, ids: () => history.store.get().events?.map(({ id }) => id) };
}

const unavailable = new GenkanError({ code: "unavailable", status: 503, title: "busy" });

it("begins with the newest and goes on to the end, saying what came", async () => {
  const { history, ids, events } = historyOf();
  await history.load();
  expect(history.store.get()).toMatchObject({ nextCursor: "after b", added: null });
  await history.more();
  expect(ids()).toEqual(["c", "b", "a"]);
  expect(history.store.get()).toMatchObject({ nextCursor: null, added: { first: "a", count: 1 } });
  await history.more();
  expect(events).toHaveBeenCalledTimes(2);
});

it("says why the first are missing, until they are there", async () => {
  const { history, ids, events } = historyOf();
  events.mockRejectedValueOnce(unavailable);
  await history.load();
  expect(history.store.get()).toMatchObject({ events: null, failure: unavailable });
  await history.load();
  expect(ids()).toEqual(["c", "b"]);
  expect(history.store.get().failure).toBeNull();
});

it("keeps what is there when more can't be had, and can be asked again", async () => {
  const { history, ids, events } = historyOf();
  await history.load();
  events.mockRejectedValueOnce(unavailable);
  await expect(history.more()).rejects.toBe(unavailable);
  expect(ids()).toEqual(["c", "b"]);
  await history.more();
  expect(ids()).toEqual(["c", "b", "a"]);
});

it("adds nothing to a list that was begun anew meanwhile", async () => {
  const { history, ids, events } = historyOf();
  await history.load();
  let answer = (_: EventsPage) => {};
  events.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const late = history.more();
  events.mockResolvedValueOnce({ events: [event("d")], nextCursor: "after d" });
  await history.load();
  answer({ events: [event("a")], nextCursor: null });
  await late;
  expect(ids()).toEqual(["d"]);
});
