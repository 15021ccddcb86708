import { describe, expect, it } from "vitest";
import {
  type Admission,
  type Attempt,
  type Attempts,
  abandon,
  begin,
  closings,
  expiryOf,
  fail,
  forgive,
  LANES_MAX,
  NO_ATTEMPTS,
  RESERVATION_MS,
  settle,
  succeed,
} from "./attempts.ts";

const T = 1_800_000_000_000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const WINDOW = 15 * MINUTE;
const limits = { lane: { max: 5, windowMs: WINDOW }, streak: { max: 100, lockMs: DAY } };
const CLIENT = "client a";

/** The rules with a clock, as an object would run them. */
function account(given: Attempt["limits"] = limits) {
  let attempts: Attempts = NO_ATTEMPTS;
  let ids = 0;
  const self = {
    now: T,
    get state() {
      return attempts;
    },
    attempt(lane = CLIENT, exempt = false): Attempt {
      return { id: `${ids++}`, lane, exempt, limits: given };
    },
    begin(attempt: Attempt): Admission {
      const result = begin(attempts, attempt, self.now);
      attempts = result.attempts;
      return result.admission;
    },
    fail(attempt: Attempt): number {
      const result = fail(attempts, attempt, self.now);
      attempts = result.attempts;
      return result.attemptsLeft;
    },
    succeed(attempt: Attempt) {
      attempts = succeed(attempts, attempt, self.now);
    },
    abandon(attempt: Attempt) {
      attempts = abandon(attempts, attempt, self.now);
    },
    forgive() {
      attempts = forgive(attempts, self.now);
    },
    /** Begins and fails: how many are left, or why not even that. */
    wrong(lane = CLIENT, exempt = false): number | Admission {
      const attempt = self.attempt(lane, exempt);
      const admission = self.begin(attempt);
      return admission.result === "admitted" ? self.fail(attempt) : admission;
    },
    right(lane = CLIENT, exempt = false): Admission {
      const attempt = self.attempt(lane, exempt);
      const admission = self.begin(attempt);
      if (admission.result === "admitted") self.succeed(attempt);
      return admission;
    },
    /** Failures in a row from as many clients as that takes. */
    crowd(failures: number, name = "crowd") {
      for (let n = 0; n < failures; n++) self.wrong(`${name} ${Math.floor(n / 5)}`);
    },
  };
  return self;
}

const admitted = { result: "admitted" };

describe("a lane", () => {
  it("counts down to nothing and refuses what comes then, right or wrong, until its oldest failure is out", () => {
    const a = account();
    expect([a.wrong(), a.wrong(), a.wrong(), a.wrong(), a.wrong()]).toEqual([4, 3, 2, 1, 0]);
    a.now += MINUTE;
    expect(a.right()).toEqual({ result: "refused", by: "lane", until: T + WINDOW });
    a.now = T + WINDOW - 1;
    expect(a.wrong()).toEqual({ result: "refused", by: "lane", until: T + WINDOW });
    a.now = T + WINDOW;
    expect(a.right()).toEqual(admitted);
  });

  it("slides: each failure leaves on its own", () => {
    const a = account();
    for (let n = 0; n < 5; n++) {
      a.now = T + n * MINUTE;
      a.wrong();
    }
    a.now = T + WINDOW;
    expect(a.wrong()).toBe(0);
    expect(a.wrong()).toEqual({ result: "refused", by: "lane", until: T + WINDOW + MINUTE });
  });

  it("is cleared by a success, and only it", () => {
    const a = account();
    for (let n = 0; n < 4; n++) a.wrong();
    a.wrong("client b");
    expect(a.right()).toEqual(admitted);
    expect(a.wrong()).toBe(4);
    expect(a.wrong("client b")).toBe(3);
  });

  it("does not count what was abandoned", () => {
    const a = account();
    for (let n = 0; n < 20; n++) {
      const attempt = a.attempt();
      expect(a.begin(attempt)).toEqual(admitted);
      a.abandon(attempt);
    }
    expect(a.wrong()).toBe(4);
  });

  it("reports no less than nothing left when the limit was lowered", () => {
    const a = account();
    const attempts = [a.attempt(), a.attempt(), a.attempt()];
    for (const attempt of attempts) a.begin(attempt);
    const lowered = { ...limits, lane: { max: 1, windowMs: WINDOW } };
    expect(attempts.map((attempt) => a.fail({ ...attempt, limits: lowered }))).toEqual([0, 0, 0]);
  });
});

describe("a burst", () => {
  it("has no more attempts under way than failures left, and the rest is busy, not refused", () => {
    const a = account();
    a.wrong();
    const burst = Array.from({ length: 50 }, () => a.attempt());
    const first = burst.map((attempt) => a.begin(attempt));
    expect(first.slice(0, 4)).toEqual([admitted, admitted, admitted, admitted]);
    expect(first.slice(4).every(({ result }) => result === "busy")).toBe(true);
    expect(burst.slice(0, 4).map((attempt) => a.fail(attempt))).toEqual([3, 2, 1, 0]);
    expect(burst.slice(4).map((attempt) => a.begin(attempt).result)).toEqual(Array(46).fill("refused"));
  });

  it("goes on with each success", () => {
    const a = account();
    const line = Array.from({ length: 15 }, () => a.attempt());
    for (const attempt of line) {
      if (a.begin(attempt).result === "busy") {
        const [first] = a.state.reservations;
        a.succeed({ ...attempt, id: first?.id ?? "" });
        expect(a.begin(attempt)).toEqual(admitted);
      }
    }
    for (const attempt of line) a.succeed(attempt);
    expect(a.state).toEqual(NO_ATTEMPTS);
  });

  it("in one lane leaves room in another", () => {
    const a = account();
    for (let n = 0; n < 5; n++) a.begin(a.attempt());
    expect(a.begin(a.attempt()).result).toBe("busy");
    expect(a.begin(a.attempt("client b"))).toEqual(admitted);
  });

  it("from many clients gets no further than the row of failures allows", () => {
    const a = account();
    const burst = Array.from({ length: 200 }, (_, n) => a.attempt(`client ${n}`));
    expect(burst.filter((attempt) => a.begin(attempt).result === "admitted").length).toBe(100);
    for (const attempt of burst.slice(0, 100)) a.fail(attempt);
    expect(burst.slice(100).every((attempt) => a.begin(attempt).result === "refused")).toBe(true);
  });
});

describe("an attempt that never says how it went", () => {
  it("counts as a failure once its time is up, as of then", () => {
    const a = account();
    for (let n = 0; n < 5; n++) a.begin(a.attempt());
    expect(a.begin(a.attempt())).toEqual({ result: "busy", until: T + RESERVATION_MS });
    a.now = T + RESERVATION_MS + MINUTE;
    expect(a.wrong()).toEqual({ result: "refused", by: "lane", until: T + RESERVATION_MS + WINDOW });
    expect(a.state.streak).toEqual({ failures: 5, until: T + RESERVATION_MS + DAY });
  });

  it("is not counted twice when it says so late", () => {
    const a = account();
    const attempt = a.attempt();
    a.begin(attempt);
    a.now += RESERVATION_MS;
    expect(a.fail(attempt)).toBe(4);
    expect(a.fail(attempt)).toBe(4);
    expect(a.wrong()).toBe(3);
  });

  it("still clears its lane when it was a success", () => {
    const a = account();
    const attempt = a.attempt();
    a.begin(attempt);
    a.now += RESERVATION_MS;
    a.succeed(attempt);
    expect(a.state).toEqual(NO_ATTEMPTS);
  });

  it("is forgotten with its window when nobody comes back", () => {
    const a = account();
    a.begin(a.attempt());
    const expiry = T + RESERVATION_MS + DAY;
    expect(expiryOf(a.state)).toBe(expiry);
    expect(expiryOf(settle(a.state, expiry - 1))).toBe(expiry);
    expect(settle(a.state, expiry)).toEqual(NO_ATTEMPTS);
  });
});

describe("a row of failures on one account", () => {
  it("closes it for every client at the hundredth, for a day from then on", () => {
    const a = account();
    a.crowd(99);
    expect(a.right("somebody else")).toEqual(admitted);
    a.crowd(99, "another crowd");
    a.now += MINUTE;
    a.wrong("the hundredth");
    for (const lane of ["the hundredth", "somebody else"]) {
      expect(a.right(lane)).toEqual({ result: "refused", by: "streak", until: T + MINUTE + DAY });
    }
    a.now += DAY;
    expect(a.right("somebody else")).toEqual(admitted);
  });

  it("starts anew after the day", () => {
    const a = account();
    a.crowd(100);
    a.now += DAY;
    a.crowd(99);
    expect(a.right("somebody else")).toEqual(admitted);
  });

  it("is ended by a success from anywhere, known browsers included", () => {
    for (const exempt of [false, true]) {
      const a = account();
      a.crowd(99);
      a.right("the owner", exempt);
      a.crowd(99, "another crowd");
      expect(a.right("somebody else")).toEqual(admitted);
    }
  });

  it("is forgotten a day after its last failure", () => {
    const a = account();
    a.crowd(99);
    a.now += DAY;
    a.wrong();
    expect(a.state.streak?.failures).toBe(1);
  });

  it("counts the failures of known browsers, which it doesn't close", () => {
    const a = account();
    a.crowd(99);
    expect(a.wrong("browser", true)).toBe(4);
    expect(a.right("somebody else")).toMatchObject({ result: "refused", by: "streak" });
    expect(a.right("browser", true)).toEqual(admitted);
    expect(a.right("somebody else")).toMatchObject({ result: "refused", by: "streak" });
  });

  it("is not kept closed by what fails in known browsers meanwhile", () => {
    const a = account();
    a.crowd(100);
    a.now += DAY - MINUTE;
    a.wrong("browser", true);
    a.now += MINUTE;
    expect(a.right("somebody else")).toEqual(admitted);
  });

  it("stays closed through a success that was under way", () => {
    const a = account();
    a.crowd(99);
    const owner = a.attempt("the owner");
    a.begin(owner);
    a.wrong("browser", true);
    a.succeed(owner);
    expect(a.right("the owner")).toMatchObject({ result: "refused", by: "streak" });
  });

  it("names the longer wait when the lane is used up as well", () => {
    const a = account({ lane: { max: 5, windowMs: 2 * DAY }, streak: { max: 10, lockMs: DAY } });
    for (let n = 0; n < 5; n++) a.wrong();
    a.crowd(5);
    expect(a.right()).toEqual({ result: "refused", by: "lane", until: T + 2 * DAY });
    expect(a.right("somebody else")).toEqual({ result: "refused", by: "streak", until: T + DAY });
  });

  it("is opened and forgotten by forgiving, and so are the lanes", () => {
    const a = account();
    a.crowd(95);
    for (let n = 0; n < 5; n++) a.wrong();
    const underWay = a.attempt("browser", true);
    a.begin(underWay);
    a.forgive();
    expect(a.right()).toEqual(admitted);
    expect(a.fail(underWay)).toBe(4);
  });

  it("is not kept where there is none to keep", () => {
    const a = account({ lane: { max: 20, windowMs: WINDOW }, streak: null });
    for (let n = 0; n < 20; n++) a.wrong();
    expect(a.wrong()).toEqual({ result: "refused", by: "lane", until: T + WINDOW });
    expect(expiryOf(a.state)).toBe(T + WINDOW);
  });
});

describe("a known browser", () => {
  it("has a lane of its own, which others neither fill nor clear", () => {
    const a = account();
    a.crowd(100);
    expect([1, 2, 3, 4, 5].map(() => a.wrong("browser", true))).toEqual([4, 3, 2, 1, 0]);
    expect(a.right("browser", true)).toEqual({ result: "refused", by: "lane", until: T + WINDOW });
    expect(a.right("another browser", true)).toEqual(admitted);
  });
});

describe("more lanes than are kept", () => {
  const wide = { ...limits, streak: { max: 1_000_000, lockMs: DAY } };

  it("share one lane, so that a crowd clears nothing", () => {
    const a = account(wide);
    for (let n = 0; n < 5; n++) a.wrong("the first");
    a.crowd(LANES_MAX * 5);
    expect(a.wrong("the first")).toMatchObject({ result: "refused", by: "lane" });
    expect(a.wrong("a newcomer")).toMatchObject({ result: "refused", by: "lane" });
    expect(Object.keys(a.state.lanes).length).toBe(LANES_MAX + 1);
    expect([a.wrong("browser", true), a.wrong("another browser", true)]).toEqual([4, 3]);
  });

  it("get lanes of their own when the others have expired", () => {
    const a = account(wide);
    a.crowd(LANES_MAX * 6);
    a.now += WINDOW;
    expect(a.wrong("a newcomer")).toBe(4);
    expect(Object.keys(a.state.lanes)).toEqual(["a newcomer"]);
  });
});

describe("what closes", () => {
  /** What each of these acts has closed. */
  function closedBy(a: ReturnType<typeof account>, ...acts: (() => unknown)[]) {
    return acts.map((act) => {
      const before = a.state;
      act();
      return closings(before, a.state, limits, a.now);
    });
  }
  const wrongs = (a: ReturnType<typeof account>, count: number, ...lane: [string?, boolean?]) =>
    Array.from({ length: count }, () => () => a.wrong(...lane));

  it("is said by the failure that does it, not by those that are refused after", () => {
    const a = account();
    const lane = [{ by: "lane", lane: CLIENT }];
    expect(closedBy(a, ...wrongs(a, 7))).toEqual([[], [], [], [], lane, [], []]);
  });

  it("is said anew when it closes anew", () => {
    const a = account();
    closedBy(a, ...wrongs(a, 5));
    a.now += WINDOW;
    expect(closedBy(a, ...wrongs(a, 5)).flat()).toEqual([{ by: "lane", lane: CLIENT }]);
  });

  it("is a whole account after a row of failures, once", () => {
    const a = account();
    const crowd = Array.from({ length: 101 }, (_, n) => () => a.wrong(`client ${n}`));
    const closed = closedBy(a, ...crowd);
    expect(closed.flat()).toEqual([{ by: "streak" }]);
    expect(closed[99]).toEqual([{ by: "streak" }]);
  });

  it("can be a lane and the account at once", () => {
    const a = account({ lane: { max: 2, windowMs: WINDOW }, streak: { max: 2, lockMs: DAY } });
    a.wrong();
    const before = a.state;
    a.wrong();
    const given = { lane: { max: 2, windowMs: WINDOW }, streak: { max: 2, lockMs: DAY } };
    expect(closings(before, a.state, given, a.now)).toEqual([{ by: "lane", lane: CLIENT }, { by: "streak" }]);
  });

  it("may be done by attempts whose time is up, whoever comes next", () => {
    const a = account();
    for (let n = 0; n < 5; n++) a.begin(a.attempt());
    a.now += RESERVATION_MS;
    const other = () => a.begin(a.attempt("client b"));
    expect(closedBy(a, other, other)).toEqual([[{ by: "lane", lane: CLIENT }], []]);
  });

  it("is nothing where a success or a reset opens", () => {
    const a = account();
    closedBy(a, ...wrongs(a, 5));
    expect(
      closedBy(
        a,
        () => a.right("client b"),
        () => a.forgive(),
      ),
    ).toEqual([[], []]);
  });
});
