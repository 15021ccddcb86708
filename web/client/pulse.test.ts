import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPulse, type Pulse } from "./pulse.ts";

let pulse: Pulse;
let isVisible: boolean;
const ask = vi.fn();
const onDead = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  isVisible = true;
  ask.mockReset();
  onDead.mockReset();
  pulse = createPulse({ isVisible: () => isVisible, ask, onDead });
});

afterEach(() => {
  pulse.stop();
  vi.useRealTimers();
});

describe("a connection", () => {
  it("that says nothing from the start is dead after 10 seconds", () => {
    vi.advanceTimersByTime(9_999);
    expect(onDead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onDead).toHaveBeenCalledOnce();
  });

  it("that is quiet for 30 seconds is asked, and lives when it answers", () => {
    pulse.beat();
    vi.advanceTimersByTime(29_999);
    expect(ask).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ask).toHaveBeenCalledOnce();
    pulse.beat();
    vi.advanceTimersByTime(29_999);
    expect(onDead).not.toHaveBeenCalled();
  });

  it("that does not answer within 10 seconds is dead", () => {
    pulse.beat();
    vi.advanceTimersByTime(39_999);
    expect(onDead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onDead).toHaveBeenCalledOnce();
  });

  it("is asked nothing while nobody sees the page", () => {
    pulse.beat();
    isVisible = false;
    vi.advanceTimersByTime(600_000);
    expect(ask).not.toHaveBeenCalled();
    expect(onDead).not.toHaveBeenCalled();
  });

  it("is asked at the first tick after the computer slept, and has 10 seconds from there", () => {
    pulse.beat();
    vi.advanceTimersByTime(31_000);
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(4_000);
    expect(ask).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(9_999);
    expect(onDead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onDead).toHaveBeenCalledOnce();
  });
});
