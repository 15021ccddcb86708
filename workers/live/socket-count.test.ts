import { describe, expect, it } from "vitest";
import type { Point } from "../metrics/events.ts";
import { hearEvents } from "../testing/heard-events.ts";
import { createSocketCount } from "./socket-count.ts";

const saying = ({ labels, count }: Extract<Point, { name: "ws_events" }>) => `${count} ${labels.type}`;

/** A count whose writing ends when told to. */
function counting() {
  const written: string[][] = [];
  const ends: (() => void)[] = [];
  const work: Promise<unknown>[] = [];
  const count = createSocketCount({
    openMetrics: () => {
      const { metrics: events, points } = hearEvents();
      const flush = () => {
        written.push(points.map((point) => (point.name === "ws_events" ? saying(point) : point.name)));
        return new Promise<void>((resolve) => ends.push(resolve));
      };
      return { events, flush };
    },
    background: (each) => work.push(each),
  });
  /** Everything that can go on has gone on. */
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { count, written, work, settle, end: () => ends.shift()?.() };
}

describe("what happens to sockets", () => {
  it("is handed on together when it happens at once", async () => {
    const { count, written, settle } = counting();
    count("revoked");
    count("closed");
    count("revoked");
    count("closed", 2);
    expect(written).toEqual([]);
    await settle();
    expect(written).toEqual([["2 revoked", "3 closed"]]);
  });

  it("waits for what is on its way, then goes in one", async () => {
    const { count, written, work, settle, end } = counting();
    count("opened");
    await settle();
    for (let frame = 0; frame < 50; frame++) {
      count("flooded");
      await Promise.resolve();
    }
    await settle();
    expect(written).toEqual([["1 opened"]]);
    end();
    await settle();
    expect(written).toEqual([["1 opened"], ["50 flooded"]]);
    expect(work).toHaveLength(1);
  });

  it("goes on after all was handed on", async () => {
    const { count, written, work, settle, end } = counting();
    count("opened");
    await settle();
    end();
    await Promise.all(work);
    count("closed");
    await settle();
    expect(written).toEqual([["1 opened"], ["1 closed"]]);
  });
});
