import { describe, expect, it, vi } from "vitest";
import type { EndedSession } from "../sessions/session.statements.ts";
import { AppError } from "../shared/errors.ts";
import { heard, hearEvents } from "../testing/heard-events.ts";
import type { Hubs } from "./hubs.ts";
import { createPush } from "./push.ts";

const NOW = new Date("2026-11-21T10:00:00Z");

const ended = (id: string, hub: string | null, userId = "usr_1"): EndedSession => ({
  id,
  userId,
  hub,
  reason: "logout",
  until: new Date(NOW.getTime() + 1),
});

/** A push whose hubs fail so many times before they answer. */
function pushing(failures: number, where: { userId: string; hub: string }[] = []) {
  const calls: unknown[] = [];
  const waits: number[] = [];
  const work: (() => Promise<unknown>)[] = [];
  let left = failures;
  const { metrics, points } = hearEvents();
  const hubs = {
    call: vi.fn(async (hub: string, run: (object: object) => unknown) => {
      if (left-- > 0) throw new AppError("unavailable");
      run({
        end: (sessions: EndedSession[]) => calls.push([hub, "end", sessions.map(({ id }) => id)]),
        absent: (user: object) => calls.push([hub, "absent", user]),
        tell: (users: string[]) => calls.push([hub, "tell", users]),
      });
    }),
  };
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const push = createPush({
    hubs: hubs as unknown as Hubs,
    store: { hubsOf: async (users) => where.filter(({ userId }) => users.includes(userId)) },
    defer: (each) => work.push(each),
    metrics,
    log,
    wait: async (milliseconds) => waits.push(milliseconds),
    now: () => NOW,
  });
  return { push, points, calls, waits, log, work, run: () => Promise.all(work.map((each) => each())) };
}

describe("what ended", () => {
  it("is told to the hubs that hold it, once each, and to those of the user's other sessions", async () => {
    const { push, calls, points, work, run } = pushing(0, [
      { userId: "usr_1", hub: "b" },
      { userId: "usr_1", hub: "c" },
    ]);
    push.ended([ended("ses_1", "a"), ended("ses_2", "b"), ended("ses_3", "b"), ended("ses_4", null)]);
    expect([calls, work.length]).toEqual([[], 1]);
    await run();
    expect(calls).toEqual([
      ["a", "end", ["ses_1"]],
      ["b", "end", ["ses_2", "ses_3"]],
      ["b", "tell", ["usr_1"]],
      ["c", "tell", ["usr_1"]],
    ]);
    expect(heard(points, "ws_events")).toEqual(Array(4).fill({ type: "push_delivered" }));
  });

  it("is counted at once, each session by its reason, but for those that had run out", () => {
    const { push, points } = pushing(0);
    push.ended([ended("ses_1", "a"), ended("ses_2", null), { ...ended("ses_0", null), until: NOW }]);
    push.started("usr_1", [{ ...ended("ses_3", null), reason: "evicted" }]);
    expect(heard(points, "sessions_revoked")).toEqual([
      { reason: "logout" },
      { reason: "logout" },
      { reason: "evicted" },
    ]);
  });

  it("asks for nothing when it is nothing", () => {
    const { push, work } = pushing(0);
    push.ended([]);
    expect(work).toEqual([]);
  });

  it("of another user by a sign-in is told to his hubs as well", async () => {
    const { push, calls, run } = pushing(0, [
      { userId: "usr_1", hub: "a" },
      { userId: "usr_2", hub: "b" },
    ]);
    push.started("usr_1", [ended("ses_9", "b", "usr_2")]);
    await run();
    expect(calls).toEqual([
      ["b", "end", ["ses_9"]],
      ["a", "tell", ["usr_1"]],
      ["b", "tell", ["usr_2"]],
    ]);
  });

  it("may be a socket that never came", async () => {
    const { push, calls, run } = pushing(1);
    const user = { userId: "usr_1", sessionId: "ses_1" };
    push.missed("a", user);
    await run();
    expect(calls).toEqual([["a", "absent", user]]);
  });

  it("is tried again for some 30 seconds when a hub can't be reached, then logged", async () => {
    const late = pushing(3);
    late.push.ended([ended("ses_1", "a")]);
    await late.run();
    expect([late.calls, late.waits]).toEqual([[["a", "end", ["ses_1"]]], [500, 1_000, 2_000]]);
    const retried = { type: "push_retried" };
    expect(heard(late.points, "ws_events")).toEqual([retried, retried, retried, { type: "push_delivered" }]);

    const never = pushing(Number.POSITIVE_INFINITY);
    never.push.ended([ended("ses_1", "a")]);
    await never.run();
    expect(never.waits.reduce((sum, wait) => sum + wait)).toBe(27_500);
    expect(never.log.error).toHaveBeenCalledOnce();
    expect(heard(never.points, "ws_events").at(-1)).toEqual({ type: "push_failed" });
  });
});
