import { describe, expect, it } from "vitest";
import type { AccountEvent, EventType } from "../client/types.ts";
import { timelineOf } from "./timeline.ts";

let count = 0;

/** `at` is the reader's own time. */
function event(type: EventType, at: string, ip = "203.0.113.5"): AccountEvent {
  count += 1;
  return {
    id: `evt_${count}`,
    type,
    at: new Date(at).toISOString(),
    ip,
    device: { name: "Firefox on Windows", browser: "Firefox", os: "Windows", kind: "desktop" },
    location: null,
    sessionId: null,
  };
}

const shapeOf = (events: AccountEvent[]) =>
  timelineOf(events).map(({ happenings }) => happenings.map(({ newest, ids }) => [newest.type, ids.length]));

describe("a timeline", () => {
  it("has a part for each day on which something happened", () => {
    const events = [
      event("sign_out", "2026-03-02T00:10"),
      event("sign_in", "2026-03-01T23:50"),
      event("sign_up", "2026-03-01T00:00"),
      event("code_sent", "2026-02-20T12:00"),
    ];
    expect(shapeOf(events)).toEqual([
      [["sign_out", 1]],
      [
        ["sign_in", 1],
        ["sign_up", 1],
      ],
      [["code_sent", 1]],
    ]);
  });

  it("gathers failures in a row, from the newest to the oldest", () => {
    const events = [
      event("sign_in_failed", "2026-03-01T12:03"),
      event("sign_in_failed", "2026-03-01T12:02"),
      event("sign_in_failed", "2026-03-01T12:01"),
      event("sign_in", "2026-03-01T12:00"),
    ];
    const [day] = timelineOf(events);
    expect(day?.happenings[0]).toEqual({
      newest: events[0],
      oldest: events[2],
      ids: [events[0]?.id, events[1]?.id, events[2]?.id],
    });
    expect(day?.happenings).toHaveLength(2);
  });

  it("keeps failures apart that come from elsewhere, on another day, or with something between", () => {
    const events = [
      event("sign_in_failed", "2026-03-02T00:01"),
      event("sign_in_failed", "2026-03-01T23:59"),
      event("sign_in_failed", "2026-03-01T23:58", "198.51.100.7"),
      event("sign_in", "2026-03-01T23:57", "198.51.100.7"),
      event("sign_in_failed", "2026-03-01T23:56", "198.51.100.7"),
    ];
    expect(timelineOf(events).flatMap(({ happenings }) => happenings)).toHaveLength(5);
  });

  it("gathers nothing but failures", () => {
    expect(shapeOf([event("sign_in", "2026-03-01T12:01"), event("sign_in", "2026-03-01T12:00")])).toEqual([
      [
        ["sign_in", 1],
        ["sign_in", 1],
      ],
    ]);
  });
});
