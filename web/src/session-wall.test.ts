import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GenkanError } from "../client/error.ts";
import type { Session } from "../client/types.ts";
import { createSessionWall, newsIn } from "./session-wall.ts";

const AT = "2026-01-01T00:00:00.000Z";

function session(id: string, current = false): Session {
  return {
    id,
    createdAt: AT,
    lastSeenAt: AT,
    expiresAt: AT,
    method: "password",
    device: { name: "Firefox on Windows", browser: "Firefox", os: "Windows", kind: "desktop" },
    ip: null,
    location: null,
    current,
    online: false,
  };
}

const MINE = session("mine", true);
const [PHONE, WORK] = [session("phone"), session("work")];
const problem = (code: "unavailable" | "not_found") => new GenkanError({ code, status: 500, title: code });

function wallOf(...lists: Session[][]) {
  const client = {
    sessions: vi.fn(async () => (lists.length > 1 ? lists.shift() : lists[0]) ?? []),
    endSession: vi.fn(async (_: string) => {}),
    endOtherSessions: vi.fn(async () => {}),
  };
  const wall = createSessionWall(client);
  return { client, wall, ids: () => wall.store.get().sessions?.map(({ id }) => id) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the wall", () => {
  it("tells what came and what went, but not the first list", async () => {
    const { wall } = wallOf([MINE, PHONE], [WORK, MINE]);
    await wall.reload();
    expect(wall.store.get().news).toEqual({ begun: [], ended: [] });
    const again = wall.reload();
    await vi.advanceTimersByTimeAsync(500);
    await again;
    const news = { begun: [WORK], ended: [PHONE] };
    expect(wall.store.get().news).toEqual(news);
    const unchanged = wall.reload();
    await vi.advanceTimersByTimeAsync(500);
    await unchanged;
    expect(wall.store.get().news).toEqual(news);
  });

  it("asks twice for a burst of changes", async () => {
    const { wall, client } = wallOf([MINE]);
    for (let i = 0; i < 10; i++) void wall.reload();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(client.sessions).toHaveBeenCalledTimes(2);
  });

  it("keeps the list when a newer one can't be had, and says why", async () => {
    const { wall, client, ids } = wallOf([MINE, PHONE]);
    await wall.reload();
    client.sessions.mockRejectedValueOnce(problem("unavailable"));
    const again = wall.reload();
    await vi.advanceTimersByTimeAsync(500);
    await again;
    expect(wall.store.get().failure?.code).toBe("unavailable");
    expect(ids()).toEqual(["mine", "phone"]);
  });

  it("drops what it ended, without news, and never shows it again from an answer that was under way", async () => {
    const { wall, client, ids } = wallOf([MINE, PHONE, WORK]);
    await wall.reload();
    await wall.end("phone");
    expect(client.endSession).toHaveBeenCalledWith("phone");
    expect(ids()).toEqual(["mine", "work"]);
    const late = wall.reload();
    await vi.advanceTimersByTimeAsync(500);
    await late;
    expect(ids()).toEqual(["mine", "work"]);
    expect(wall.store.get().news).toEqual({ begun: [], ended: [] });
  });

  it("keeps what could not be ended", async () => {
    const { wall, client, ids } = wallOf([MINE, PHONE]);
    await wall.reload();
    client.endSession.mockRejectedValueOnce(problem("unavailable"));
    await expect(wall.end("phone")).rejects.toMatchObject({ code: "unavailable" });
    client.endOtherSessions.mockRejectedValueOnce(problem("unavailable"));
    await expect(wall.endOthers()).rejects.toMatchObject({ code: "unavailable" });
    expect(ids()).toEqual(["mine", "phone"]);
  });

  it("takes for done what somebody else has ended already", async () => {
    const { wall, client, ids } = wallOf([MINE, PHONE]);
    await wall.reload();
    client.endSession.mockRejectedValueOnce(problem("not_found"));
    await wall.end("phone");
    expect(ids()).toEqual(["mine"]);
  });

  it("ends all others at once, and keeps one that came too late for that", async () => {
    const { wall, client, ids } = wallOf([MINE, PHONE], [session("late"), MINE]);
    await wall.reload();
    client.endOtherSessions.mockImplementationOnce(async () => {
      void wall.reload();
      await vi.advanceTimersByTimeAsync(500);
    });
    await wall.endOthers();
    expect(ids()).toEqual(["late", "mine"]);
  });
});

it("one's own session is no news when it is another after signing in again", () => {
  expect(newsIn([MINE], [session("anew", true)])).toBeNull();
});
