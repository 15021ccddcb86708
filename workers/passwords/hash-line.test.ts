import { describe, expect, it } from "vitest";
import { createHashLine } from "./hash-line.ts";

/** Time that moves when told to; a request that is `gone` never hears its timer. */
function stage({ max = 3, waitMaxMs = 2_000 } = {}) {
  let time = 0;
  let gone = false;
  let timers: { at: number; ring: () => void }[] = [];
  const line = createHashLine({
    max,
    waitMaxMs,
    now: () => time,
    wait: (milliseconds) =>
      new Promise((resolve) => {
        if (!gone) timers.push({ at: time + milliseconds, ring: resolve });
      }),
  });
  return {
    line,
    /** Comes, and leaves before its turn. */
    leave() {
      gone = true;
      void line(async () => expect.unreachable("it is gone"));
      gone = false;
    },
    async pass(milliseconds: number) {
      for (const end = time + milliseconds; time < end; ) {
        time += 1;
        const due = timers.filter(({ at }) => at <= time);
        timers = timers.filter(({ at }) => at > time);
        for (const { ring } of due) ring();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function work() {
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { run: () => done, finish: () => finish() };
}

const SATURATED = { code: "unavailable", options: { retryAfterSeconds: 1 } };

describe("the line for hashing", () => {
  it("does one work at a time, in order of arrival", async () => {
    const { line, pass } = stage();
    const log: string[] = [];
    const each = (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
    };
    const all = Promise.all([line(each("a")), line(each("b"))]);
    await pass(20);
    await all;
    expect(log).toEqual(["a starts", "a ends", "b starts", "b ends"]);
  });

  it("hands on what the work answers, and what it throws", async () => {
    const { line, pass } = stage();
    const answers = Promise.allSettled([line(async () => 42), line(() => Promise.reject(new Error("no")))]);
    await pass(20);
    expect(await answers).toMatchObject([{ value: 42 }, { reason: { message: "no" } }]);
  });

  it("turns away at once whoever comes when it is full", async () => {
    const { line, pass } = stage({ max: 3 });
    const waiting = [1, 2, 3].map((number) => line(async () => number));
    await expect(line(async () => 4)).rejects.toMatchObject(SATURATED);
    await pass(20);
    expect(await Promise.all(waiting)).toEqual([1, 2, 3]);
  });

  it("keeps nobody longer than the longest wait", async () => {
    const { line, pass } = stage({ waitMaxMs: 100 });
    const slow = work();
    const first = line(slow.run);
    await pass(10);
    const second = expect(line(async () => "never")).rejects.toMatchObject(SATURATED);
    await pass(101);
    await second;
    slow.finish();
    await first;
  });

  it("forgets a request that left, with the next turn or after the longest wait", async () => {
    const { line, leave, pass } = stage({ max: 3, waitMaxMs: 100 });
    leave();
    leave();
    const alive = line(async () => "alive");
    await expect(line(async () => "too many")).rejects.toMatchObject(SATURATED);
    await pass(5);
    expect(await alive).toBe("alive");

    for (let count = 0; count < 3; count++) leave();
    await expect(line(async () => "too many")).rejects.toMatchObject(SATURATED);
    await pass(100);
    const next = line(async () => "next");
    await pass(5);
    expect(await next).toBe("next");
  });

  it("goes on after a work that failed", async () => {
    const { line, pass } = stage();
    const failed = expect(line(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await pass(5);
    await failed;
    const next = line(async () => "next");
    await pass(5);
    expect(await next).toBe("next");
  });
});
