import { describe, expect, it } from "vitest";
import { MINUTE, SECOND } from "../shared/time.ts";
import {
  admitFrame,
  countBadFrame,
  dueAt,
  nextDeadline,
  openSocket,
  phaseAt,
  renew,
  type SocketState,
} from "./socket-state.ts";

const NOW = 1_800_000_000_000;
const user = { userId: "usr_1", sessionId: "ses_1" };

function socket(given: Partial<SocketState> = {}): SocketState {
  const term = { expiresAt: NOW + 5 * MINUTE, lifetimeMs: 5 * MINUTE };
  return { ...openSocket({ id: "sok_1", user, client: "c", scale: 1, ...term }), ...given };
}

/** How many of so many frames are let in, at a steady pace. */
function paced(count: number, intervalMs: number, given: Partial<SocketState> = {}) {
  let state = socket(given);
  const admissions = [];
  for (let n = 0; n < count; n++) {
    const result = admitFrame(state, 20, NOW + n * intervalMs);
    state = result.state;
    admissions.push(result.admission);
  }
  return { state, admissions, admitted: admissions.filter((each) => each === "admitted").length };
}

describe("a deadline", () => {
  it.each([
    ["a minute", 5 * MINUTE, 1 * MINUTE],
    ["a minute", 60 * MINUTE, 1 * MINUTE],
    ["a fifth of the token's lifetime, if that is less,", 1 * MINUTE, 12 * SECOND],
    ["a fifth of the token's lifetime, if that is less,", 5 * SECOND, 1 * SECOND],
  ])("is warned of %s ahead, once", (_, lifetimeMs, ahead) => {
    const expiresAt = NOW + lifetimeMs;
    const state = socket({ expiresAt, lifetimeMs });
    expect(nextDeadline(state)).toBe(expiresAt - ahead);
    expect(dueAt(state, expiresAt - ahead - 1)).toBeNull();
    expect(dueAt(state, expiresAt - ahead)).toBe("warn");
    const warned = { ...state, warned: true };
    expect(dueAt(warned, expiresAt - 1)).toBeNull();
    expect(nextDeadline(warned)).toBe(expiresAt + 10 * SECOND);
  });

  it("is followed by ten seconds of grace, then it is over", () => {
    const state = socket({ warned: true });
    const { expiresAt } = state;
    expect(phaseAt(state, expiresAt - 1)).toBe("open");
    expect(phaseAt(state, expiresAt)).toBe("grace");
    expect(phaseAt(state, expiresAt + 10 * SECOND - 1)).toBe("grace");
    expect(dueAt(state, expiresAt + 10 * SECOND - 1)).toBeNull();
    expect(phaseAt(state, expiresAt + 10 * SECOND)).toBe("over");
    expect(dueAt(state, expiresAt + 10 * SECOND)).toBe("close");
  });

  it("that nobody was awake for is warned of while that still helps", () => {
    expect(dueAt(socket(), NOW + 5 * MINUTE + 1)).toBe("warn");
    expect(dueAt(socket(), NOW + 6 * MINUTE)).toBe("close");
  });

  it("that is new is warned of again, the same one is not", () => {
    const warned = socket({ warned: true });
    const later = { expiresAt: warned.expiresAt + MINUTE, lifetimeMs: MINUTE };
    expect(renew(warned, later)).toMatchObject({ ...later, warned: false });
    expect(renew(warned, warned).warned).toBe(true);
  });

  it("of a socket without a user comes without warning or grace", () => {
    const state = socket({ user: null });
    expect(nextDeadline(state)).toBe(state.expiresAt);
    expect(dueAt(state, state.expiresAt - 1)).toBeNull();
    expect(dueAt(state, state.expiresAt)).toBe("close");
  });
});

describe("frames", () => {
  it("are let in 50 at once; the next are refused, and the 50th of those is flooding", () => {
    const { admissions } = paced(100, 0);
    expect(admissions).toEqual([
      ...Array(50).fill("admitted"),
      ...Array(49).fill("rate_limited"),
      "flooding",
    ]);
  });

  it("are let in 300 a minute, however they are spread", () => {
    expect(paced(300, 200).admitted).toBe(300);
    expect(paced(300, 100).admitted).toBe(300);
    expect(paced(310, 100)).toMatchObject({ admitted: 300, state: { refused: 10 } });
    // Steadily, for five minutes.
    expect(paced(1_450, 205).admitted).toBe(1_450);
  });

  it("are let in again once the burst is over", () => {
    const { state } = paced(60, 0);
    expect(admitFrame(state, 1, NOW + 1_900).admission).toBe("rate_limited");
    expect(admitFrame(state, 1, NOW + 2_000).admission).toBe("admitted");
  });

  it("are let in a thousand times as often where limits are scaled so", () => {
    expect(paced(2_000, 0, { scale: 1_000 }).admitted).toBe(2_000);
  });

  it("are remembered in what an attachment can hold, whatever comes", () => {
    for (const scale of [1, 1_000]) {
      const { state } = paced(20_000, 7, { scale });
      expect(JSON.stringify(state).length).toBeLessThan(8_000);
    }
  });

  it("of 16 KiB are read, of a byte more not", () => {
    expect(admitFrame(socket(), 16_384, NOW).admission).toBe("admitted");
    expect(admitFrame(socket(), 16_385, NOW).admission).toBe("too_large");
  });

  it("that are bad count for life: the tenth is the last", () => {
    let state = socket();
    for (let n = 1; n <= 10; n++) {
      const result = countBadFrame(state);
      state = result.state;
      expect([n, result.isLast]).toEqual([n, n === 10]);
    }
  });
});
